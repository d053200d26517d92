namespace KerasHost.Generators.Model;

/// <summary>Everything that one exported symbol contributes.</summary>
/// <param name="Kind">What the symbol is.</param>
/// <param name="Paths">Keras's names, without those under <c>tf.keras</c>.</param>
/// <param name="Callables">Its constructors, or the method; none for a property or a field.</param>
/// <param name="Target">The fully qualified class, method, property or field.</param>
/// <param name="Type">The type of a property or field; the class.</param>
/// <param name="Documentation">XML lines of a property or field.</param>
/// <param name="Value">For a function that is a value.</param>
/// <param name="Config">For a class with a configuration.</param>
/// <param name="Problems">Mistakes found on the way.</param>
internal sealed record ExportModel(
    ExportKind Kind,
    EquatableArray<string> Paths,
    EquatableArray<CallableModel> Callables,
    string Target,
    string Type,
    EquatableArray<string> Documentation,
    ValueModel? Value,
    ConfigModel? Config,
    EquatableArray<Problem> Problems);
