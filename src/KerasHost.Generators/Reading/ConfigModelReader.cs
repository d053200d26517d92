using KerasHost.Generators.Model;
using Microsoft.CodeAnalysis;

namespace KerasHost.Generators.Reading;

/// <summary>Reads what a class's configuration holds from its constructor and its properties.</summary>
internal static class ConfigModelReader
{
    internal static ConfigModel? Read(INamedTypeSymbol type, string[] paths, Compilation compilation, bool takesKeywords, List<Problem> problems)
    {
        INamedTypeSymbol? family = type.SelfAndBases().FirstOrDefault(t => t.Attribute("KerasHost.ConfigFamilyAttribute") is not null);
        if (family is null)
            return null;
        IMethodSymbol? constructor = type.InstanceConstructors
            .Where(c => c.DeclaredAccessibility is Accessibility.Public)
            .OrderByDescending(c => c.Parameters.Count(p => p.Attribute("KerasHost.NotInConfigAttribute") is null))
            .FirstOrDefault();
        bool hasFromConfig = type.GetMembers("from_config").OfType<IMethodSymbol>()
            .Any(m => m.IsStatic && m.Parameters.Length > 0 && m.Parameters.Skip(1).All(p => p.IsOptional));
        if (type.IsAbstract || constructor is null)
            return null;
        bool holdsCode = !hasFromConfig && constructor.Parameters.Any(p => !p.IsOptional && p.Type.TypeKind == TypeKind.Delegate);
        List<ConfigParameter> parameters = [];
        foreach (IParameterSymbol parameter in constructor.Parameters)
            if (holdsCode)
                continue;
            else if (parameter.Attribute("KerasHost.NotInConfigAttribute") is null && Parameter(type, parameter, compilation, hasFromConfig, problems) is { } model)
                parameters.Add(model);
            else if (!parameter.IsOptional && !hasFromConfig && problems.Count == 0)
                problems.Add(Problem.At(parameter, $"Parameter '{parameter.Name}' is required, so it cannot stay out of the configuration unless {type.Name} has a static from_config(Config)."));
        if (type.Attribute("KerasHost.ConfigNameAttribute")?.ConstructorArguments[0].Value is string inConfigurations)
            paths = [inConfigurations, .. paths];
        return new(
            Naming.Last(paths[0]), Naming.Module(paths[0]), new(paths.Select(Naming.Last).Distinct().Skip(1)),
            TypeText.Of(type), FullName(type), TypeText.Of(family), takesKeywords, hasFromConfig, holdsCode,
            new(parameters), new(Keys(type, "KerasHost.ConfigOrderAttribute")), new(Keys(type, "KerasHost.IgnoredConfigKeysAttribute")),
            new(Keys(type, "KerasHost.ConfigAliasAttribute")));
    }

    /// <summary>The strings of an attribute on a class and its bases.</summary>
    private static string[] Keys(INamedTypeSymbol type, string attribute) =>
        [.. type.SelfAndBases().SelectMany(t => t.AttributesNamed(attribute)).SelectMany(a => a.ConstructorArguments).SelectMany(a => a.Strings())];

    private static string FullName(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? $"{FullName(outer)}+{type.MetadataName}"
        : type.ContainingNamespace.IsGlobalNamespace ? type.MetadataName
        : $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}";

    private static ConfigParameter? Parameter(INamedTypeSymbol type, IParameterSymbol parameter, Compilation compilation, bool hasFromConfig, List<Problem> problems)
    {
        IPropertySymbol? property = type.SelfAndBases()
            .SelectMany(t => t.GetMembers(parameter.Name).OfType<IPropertySymbol>())
            .FirstOrDefault(p => !p.IsStatic && p.GetMethod is not null && p.DeclaredAccessibility is not (Accessibility.Private or Accessibility.Protected));
        if (property is null)
        {
            problems.Add(Problem.At(parameter, $"{type.Name} has a constructor parameter '{parameter.Name}' but no such public property; its configuration cannot be written. Add the property, or mark the parameter [NotInConfig]."));
            return null;
        }
        string? read = hasFromConfig ? "" : ConfigTypes.Read(parameter.Type, parameter.Name);
        string value = "x." + Naming.Escape(parameter.Name);
        string? write = ConfigTypes.Write(property.Type, value) ?? ConfigTypes.WriteAs(parameter.Type, property.Type, value, compilation);
        if (read is null || write is null)
        {
            ITypeSymbol culprit = read is null ? parameter.Type : property.Type;
            problems.Add(Problem.At(parameter, $"'{parameter.Name}' of {type.Name} has the type {culprit.ToDisplayString()}, which cannot stand in a configuration. Let it implement IConfigArgument, or mark the parameter [NotInConfig]."));
            return null;
        }
        bool mayBeNull = TypeText.Underlying(parameter.Type) is var u && !SymbolEqualityComparer.Default.Equals(u, parameter.Type)
            || parameter.Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated };
        return new(parameter.Name, TypeText.Of(parameter.Type), TypeText.Default(parameter), mayBeNull, read, write);
    }
}
