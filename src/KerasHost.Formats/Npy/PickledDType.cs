using KerasHost.Formats.Pickle;

namespace KerasHost.Formats.Npy;

/// <summary>A <c>numpy.dtype</c> in a pickle: the kind and size come first, the byte order with the state.</summary>
internal sealed class PickledDType(string text) : IPickleState
{
    private string _order = "";

    public void SetState(PickleArguments state) => _order = state.Get<string>(1, "byte order of a numpy.dtype");

    /// <summary>The type; <paramref name="arguments"/> are those of the call that needs it, for the error.</summary>
    public NpyType Parse(PickleArguments arguments) =>
        NpyType.TryParse(_order + text, out var type, out string? problem)
            ? type
            : throw arguments.Error("numpy.dtype", "a float, integer, bool, text, bytes or object type", problem!);
}
