namespace KerasHost.Cli.Files;

/// <summary>What <c>kerashost predict</c> was asked for.</summary>
/// <param name="Model">The file of the model, or null.</param>
/// <param name="Architecture">The file that describes the layers, where there is no model.</param>
/// <param name="Weights">The file with the weights, where there is no model.</param>
/// <param name="Input">The inputs, an <c>.npy</c> file.</param>
/// <param name="Output">Where the outputs go, an <c>.npy</c> file.</param>
/// <param name="BatchSize">Inputs at a time.</param>
internal sealed record PredictOptions(string? Model, string? Architecture, string? Weights, string Input, string Output, int BatchSize);
