namespace KerasHost.Training;

/// <summary>The batches of one epoch.</summary>
internal interface IBatchReader : IDisposable
{
    /// <summary>Prepares the next batch, outside of any step; false at the end.</summary>
    bool MoveNext();

    /// <summary>The batch, in the memory of the step that runs.</summary>
    Batch Read();
}
