using KerasHost.Layers;
using KerasHost.Printing;

namespace KerasHost.Training;

/// <summary>What is given for a model's outputs, in their order. Mirrors <c>_conform_to_outputs</c> of tf_keras/src/engine/compile_utils.py.</summary>
internal static class OutputMatch
{
    /// <summary>The names under which outputs are spoken of: those of a dictionary, those of the layers, or output_1 and so on.</summary>
    public static IReadOnlyList<string> Names(Tensors predictions, IReadOnlyList<string>? layers) =>
        predictions.Names ?? (layers?.Count == predictions.Count ? layers : [.. Enumerable.Range(1, predictions.Count).Select(i => FormattableString.Invariant($"output_{i}"))]);

    /// <summary>Tensors for the outputs; null where there is none.</summary>
    public static Tensor?[] Tensors(Tensors? given, IReadOnlyList<string> outputs, bool broadcast)
    {
        if (given is not { } tensors)
            return new Tensor?[outputs.Count];
        return tensors.Names is { } names
            ? ByName(names.ToDictionary(name => name, name => (Tensor?)tensors[name]), outputs)
            : InOrder<Tensor?>([.. tensors], !broadcast || !tensors.IsSingle, outputs);
    }

    /// <summary>One for each output, or the same for all.</summary>
    public static T[] InOrder<T>(T[] given, bool isList, IReadOnlyList<string> outputs) =>
        !isList ? [.. outputs.Select(_ => given[0])]
        : given.Length == outputs.Count ? given
        : throw new KerasValueException($"The model has {outputs.Count} outputs ({string.Join(", ", outputs)}), but {given.Length} targets, losses, weights or lists of metrics were given.");

    /// <summary>One for each output by its name; the default where there is none.</summary>
    public static T?[] ByName<T>(Dictionary<string, T> given, IReadOnlyList<string> outputs)
    {
        string[] strangers = [.. given.Keys.Where(name => !outputs.Contains(name))];
        return strangers.Length == 0 ? [.. outputs.Select(name => given.GetValueOrDefault(name))] : throw new KerasValueException(
            $"Found unexpected losses or metrics that do not correspond to any Model output: dict_keys({PythonText.Repr(strangers)}). Valid mode output names: {PythonText.Repr(outputs)}. Received struct is: {PythonText.Repr(given.Keys.ToArray())}.");
    }
}
