namespace KerasHost.Datasets.DataFiles;

/// <summary>A file that Keras publishes.</summary>
/// <param name="Origin">Where it is to be had.</param>
/// <param name="Hash">Its sha256 or md5 in hexadecimal, as Keras gives it; null takes any contents.</param>
/// <param name="Algorithm"><c>sha256</c>, <c>md5</c>, or <c>auto</c>: by the number of digits.</param>
internal sealed record PublishedFile(Uri Origin, string? Hash, string Algorithm = "auto");
