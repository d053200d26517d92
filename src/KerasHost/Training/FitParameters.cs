namespace KerasHost.Training;

/// <summary>How training was called.</summary>
/// <param name="verbose">0, 1 or 2.</param>
/// <param name="epochs">The number of epochs, or null outside of training.</param>
/// <param name="steps">The number of batches, or null while it is not known.</param>
public sealed record FitParameters(int verbose = 0, int? epochs = null, int? steps = null);
