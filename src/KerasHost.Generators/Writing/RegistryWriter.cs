using KerasHost.Generators.Model;
using Microsoft.CodeAnalysis;

namespace KerasHost.Generators.Writing;

/// <summary>Writes the registry from class names to constructors.</summary>
internal static class RegistryWriter
{
    private const string Config = "global::KerasHost.Saving.Config";
    private const string Reader = "global::KerasHost.Saving.ConfigReader";
    private const string Keywords = "global::KerasHost.Layers.LayerKeywords";

    internal static void Write(SourceProductionContext context, IEnumerable<ExportModel> exports)
    {
        ConfigModel[] classes = [.. exports.Where(e => e.Config is not null && e.Problems.Count == 0).Select(e => e.Config!).OrderBy(c => c.FullName, StringComparer.Ordinal)];
        var code = new CodeWriter();
        code.Line();
        code.Open("namespace KerasHost.Export");
        code.Line("/// <summary>The exported classes that have a configuration. Switches instead of tables: an entry is made when it is asked for.</summary>");
        code.Open("internal static class GeneratedRegistry");
        Find(code, classes);
        Names(code, classes);
        FamilyTypes(code, classes);
        OfType(code, classes);
        for (int i = 0; i < classes.Length; i++)
            Entry(code, classes[i], i);
        code.Close();
        code.Close();
        context.AddSource("GeneratedRegistry.g.cs", code.ToString());
    }

    private static void Find(CodeWriter code, ConfigModel[] classes)
    {
        code.Open("internal static ConfigEntry? Find(global::System.Type family, string name)");
        foreach (var family in Families(classes))
        {
            code.Open($"if (family == typeof({family.Key}))");
            code.Open("return name switch");
            var taken = new HashSet<string>(family.Select(pair => pair.Class.ClassName));
            foreach (var (model, index) in family)
            {
                IEnumerable<string> names = model.Aliases.Where(taken.Add).Prepend(model.ClassName);
                code.Line($"{string.Join(" or ", names.Select(Naming.Quote))} => Entry{index}(),");
            }
            code.Line("_ => null,");
            code.Close("};");
            code.Close();
        }
        code.Line("return null;");
        code.Close();
    }

    private static void Names(CodeWriter code, ConfigModel[] classes)
    {
        code.Open("internal static string[] Names(global::System.Type family)");
        foreach (var family in Families(classes))
            code.Line($"if (family == typeof({family.Key})) return [{string.Join(", ", family.Select(pair => Naming.Quote(pair.Class.ClassName)))}];");
        code.Line("return [];");
        code.Close();
    }

    private static void FamilyTypes(CodeWriter code, ConfigModel[] classes) =>
        code.Line($"internal static global::System.Type[] Families {{ get; }} = [{string.Join(", ", Families(classes).Select(family => $"typeof({family.Key})"))}];");

    private static void OfType(CodeWriter code, ConfigModel[] classes)
    {
        code.Open("internal static ConfigEntry? OfType(string fullName)");
        code.Open("return fullName switch");
        for (int i = 0; i < classes.Length; i++)
            code.Line($"{Naming.Quote(classes[i].FullName)} => Entry{i}(),");
        code.Line("_ => null,");
        code.Close("};");
        code.Close();
    }

    private static IEnumerable<IGrouping<string, (ConfigModel Class, int Index)>> Families(ConfigModel[] classes) =>
        classes.Select((c, i) => (Class: c, Index: i)).GroupBy(pair => pair.Class.Family);

    private static void Entry(CodeWriter code, ConfigModel model, int index)
    {
        code.Line();
        code.Line($"private static ConfigEntry Entry{index}() => new({Naming.Quote(model.ClassName)}, {Naming.Quote(model.Module)}, typeof({model.Type}), typeof({model.Family}), Create{index}, Write{index});");
        code.Line();
        code.Open($"private static object Create{index}({Config} config)");
        if (model.HoldsCode)
            code.Line($"throw new global::KerasHost.KerasValueException({Naming.Quote($"A {model.ClassName} holds code and cannot be made from a configuration. Register a class of your own in its place.")});");
        else if (model.HasFromConfig)
            code.Line($"return {model.Type}.from_config(config);");
        else
            Create(code, model);
        code.Close();
        code.Line();
        code.Open($"private static void Write{index}(object target, {Config} config)");
        if (model.Parameters.Count > 0)
            code.Line($"var x = ({model.Type})target;");
        foreach (ConfigParameter parameter in model.Parameters.OrderBy(p => Position(model.Order, p.Name)))
            code.Line($"config[{Naming.Quote(parameter.Name)}] = {parameter.Write};");
        code.Close();
    }

    private static int Position(EquatableArray<string> order, string name)
    {
        int i = order.ToList().IndexOf(name);
        return i < 0 ? int.MaxValue : i;
    }

    private static void Create(CodeWriter code, ConfigModel model)
    {
        string name = Naming.Quote(model.ClassName);
        string List(IEnumerable<string> items) => $"[{string.Join(", ", items)}]";
        var aliases = Enumerable.Range(0, model.Renamed.Count / 2).Select(i => $"({Naming.Quote(model.Renamed[2 * i])}, {Naming.Quote(model.Renamed[(2 * i) + 1])})");
        code.Line($"config = {Reader}.Check(config, {name}, {List(model.Parameters.Select(p => Naming.Quote(p.Name)))}, "
            + $"{(model.TakesKeywords ? "true" : "false")}, {List(model.Ignored.Select(Naming.Quote))}, {List(aliases)});");
        string[] required = [.. model.Parameters.Where(p => p.Default is null).Select(p => Naming.Quote(p.Name))];
        if (required.Length > 0)
            code.Line($"{Reader}.Require(config, {name}, {string.Join(", ", required)});");
        // Arguments first: a nested layer must not take the keywords of the layer around it.
        foreach (ConfigParameter parameter in model.Parameters)
            code.Line($"{parameter.Type} {Local(parameter)} = {Value(parameter)};");
        string make = $"new {model.Type}({string.Join(", ", model.Parameters.Select(p => $"{Naming.Escape(p.Name)}: {Local(p)}"))})";
        if (model.TakesKeywords)
        {
            code.Line($"using ({Keywords}.FromConfig(config))");
            code.Line($"    return {make};");
        }
        else
        {
            code.Line($"return {make};");
        }
    }

    private static string Local(ConfigParameter parameter) => "v_" + parameter.Name;

    private static string Value(ConfigParameter parameter)
    {
        string key = Naming.Quote(parameter.Name);
        // Typed, since a bare null or default would be converted into the type of the other branch.
        string none = $"default({parameter.Type})";
        string read = parameter.IsOptionalValue ? $"config[{key}] is null ? {none} : {parameter.Read}" : parameter.Read;
        string missing = parameter.Default is "null" or "default" ? none : $"({parameter.Type})({parameter.Default})";
        return parameter.Default is null ? read : $"!config.ContainsKey({key}) ? {missing} : {read}";
    }
}
