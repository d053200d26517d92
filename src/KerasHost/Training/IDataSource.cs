namespace KerasHost.Training;

/// <summary>Where the batches of fit, evaluate and predict come from.</summary>
internal interface IDataSource
{
    /// <summary>The number of batches an epoch has, or null when only the end will tell, which then sets it.</summary>
    int? BatchCount { get; }

    /// <summary>The number of samples that every batch has, or null when they differ or are not known.</summary>
    int? StaticBatchSize { get; }

    /// <summary>The shape of the inputs of a batch as a traced function sees it.</summary>
    Shape InputShape { get; }

    /// <summary>The type of the inputs.</summary>
    DType InputType { get; }

    /// <summary>Whether batches hold targets.</summary>
    bool HasTargets { get; }

    /// <summary>Whether every epoch starts reading anew; else the data go on from epoch to epoch.</summary>
    /// <param name="steps">The number of batches that the user wants an epoch to have, or null.</param>
    bool StartsAnew(int? steps) => steps is null;

    /// <summary>Lets an epoch pass that another process has trained on: what is random moves on as if it had been read.</summary>
    void SkipEpoch()
    {
        using IBatchReader reader = Start();
        reader.MoveNext();
    }

    /// <summary>An epoch is over.</summary>
    void OnEpochEnd() { }

    /// <summary>Starts reading. Keras does so once more than it reads, before the first epoch; shuffled datasets notice.</summary>
    /// <param name="passes">How often all data come before the end; each pass of shuffled data has a new order.</param>
    IBatchReader Start(int passes = 1);
}
