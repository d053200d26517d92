using KerasHost.Models;
using KerasHost.Numpy;

namespace KerasHost.Cli.Files;

/// <summary><c>kerashost predict</c>: a model's outputs for the inputs of a file.</summary>
internal static class PredictCommand
{
    /// <summary>Reads inputs, predicts, writes outputs.</summary>
    public static int Run(PredictOptions options) => FileCommand.Run(() =>
    {
        NDArray x = np.load(options.Input);
        if (x is NpzArchive)
            throw new KerasValueException($"--input takes one array, an .npy file. Received the archive '{options.Input}'.");
        Model model = options.Model is { } path ? ModelSource.Load(path) : ModelSource.Load(options.Architecture!, options.Weights!, x.shape);
        NDArray y = model.predict(x, batch_size: options.BatchSize, verbose: 0);
        np.save(options.Output, y);
    });
}
