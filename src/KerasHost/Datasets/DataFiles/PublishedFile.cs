namespace KerasHost.Datasets.DataFiles;

/// <summary>A file that Keras publishes.</summary>
/// <param name="Origin">Where it is to be had.</param>
/// <param name="Hash">Its sha256 or md5 in hexadecimal, as Keras gives it.</param>
internal sealed record PublishedFile(Uri Origin, string Hash);
