namespace KerasHost.Generators.Model;

/// <summary>A constructor or a method that is forwarded.</summary>
/// <param name="ReturnType">The fully qualified return type.</param>
/// <param name="Target">What is called: <c>new global::…</c> or <c>global::….Method</c>, type arguments included.</param>
/// <param name="TypeParameters">As <c>&lt;T&gt;</c>, or nothing.</param>
/// <param name="Constraints">As <c> where T : …</c>, or nothing.</param>
/// <param name="Attributes">Attributes that the forwarding method repeats, each in brackets.</param>
/// <param name="Priority">The overload resolution priority.</param>
/// <param name="Documentation">XML lines without the comment marks.</param>
/// <param name="Parameters">The parameters of the target.</param>
/// <param name="Keywords">Further parameters that a layer takes from around its constructor.</param>
/// <param name="TakesKeywords">True for a layer.</param>
internal sealed record CallableModel(
    string ReturnType,
    string Target,
    string TypeParameters,
    string Constraints,
    string Attributes,
    int Priority,
    EquatableArray<string> Documentation,
    EquatableArray<ParameterModel> Parameters,
    EquatableArray<ParameterModel> Keywords,
    bool TakesKeywords)
{
    internal IEnumerable<ParameterModel> All => Parameters.Concat(Keywords);
}
