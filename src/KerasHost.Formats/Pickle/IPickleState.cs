namespace KerasHost.Formats.Pickle;

/// <summary>An object made by an allowed global that takes a state afterwards, as Python's <c>__setstate__</c>.</summary>
internal interface IPickleState
{
    /// <summary>Takes the state: the elements of a tuple, or one value.</summary>
    void SetState(PickleArguments state);
}
