namespace KerasHost.Saving;

/// <summary>The parameters of one module, or one level of a recurrent module, in a state dict.</summary>
/// <param name="Prefix">The module's name in the state dict.</param>
/// <param name="Level">The number of a recurrent module's level; null for other modules.</param>
/// <param name="Parameters">The arrays by the last part of their names, without level and dot: <c>weight</c>, <c>weight_ih</c>, <c>bias_hh_reverse</c>.</param>
internal sealed record TorchModule(string Prefix, int? Level, Dictionary<string, StoredWeight> Parameters)
{
    private static readonly string[] s_recurrent = ["weight_ih_l", "weight_hh_l", "bias_ih_l", "bias_hh_l"];

    /// <summary>The modules of a state dict in its order, each level of a recurrent one alone.</summary>
    public static List<TorchModule> All(IEnumerable<StoredWeight> stateDict)
    {
        var modules = new List<TorchModule>();
        foreach (StoredWeight array in stateDict)
        {
            int dot = array.Name.LastIndexOf('.');
            (string prefix, string name) = dot < 0 ? ("", array.Name) : (array.Name[..dot], array.Name[(dot + 1)..]);
            int? level = null;
            if (s_recurrent.FirstOrDefault(start => name.StartsWith(start, StringComparison.Ordinal)) is { } kind)
            {
                string rest = name[kind.Length..];
                bool isReverse = rest.EndsWith("_reverse", StringComparison.Ordinal);
                if (int.TryParse(isReverse ? rest[..^"_reverse".Length] : rest, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number))
                    (level, name) = (number, kind[..^2] + (isReverse ? "_reverse" : ""));
            }
            TorchModule? module = modules.Find(other => other.Prefix == prefix && other.Level == level);
            if (module is null)
                modules.Add(module = new(prefix, level, []));
            module.Parameters[name] = array;
        }
        return modules;
    }

    /// <summary>The module's name with its level.</summary>
    public override string ToString() => Level is { } level ? FormattableString.Invariant($"'{Prefix}' level {level}") : $"'{Prefix}'";

    /// <summary>Names and shapes of the parameters.</summary>
    public string Describe() => string.Join(", ", Parameters.Select(parameter => $"{parameter.Key} {parameter.Value.Shape}"));
}
