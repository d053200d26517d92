namespace KerasHost.Text;

/// <summary>What a summary shows of a model.</summary>
/// <param name="ModelName">The model's name.</param>
/// <param name="Rows">Its layers in order.</param>
/// <param name="Connected">Whether the layers do not follow one another in a line, so that the table says where inputs come from.</param>
/// <param name="TrainableCount">Number of trainable parameters, each weight counted once.</param>
/// <param name="TrainableBytes">Memory that they take.</param>
/// <param name="NonTrainableCount">Number of other parameters.</param>
/// <param name="NonTrainableBytes">Memory that they take.</param>
internal sealed record SummaryTable(
    string ModelName,
    IReadOnlyList<SummaryRow> Rows,
    bool Connected,
    long TrainableCount,
    long TrainableBytes,
    long NonTrainableCount,
    long NonTrainableBytes);
