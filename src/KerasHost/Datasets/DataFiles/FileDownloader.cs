using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using KerasHost.Formats.Common;
using KerasHost.Text;

namespace KerasHost.Datasets.DataFiles;

/// <summary>
/// Downloads a file with Keras's messages and progress bar. A connection that is cut is resumed where it broke off; the target
/// appears only when all of it is there and has the published hash.
/// </summary>
internal sealed class FileDownloader
{
    private const int BlockSize = 1 << 16;

    /// <summary>Longest wait for a connection and the first answer.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Longest wait for the next bytes.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a download that broke off is taken up again.</summary>
    public int Retries { get; init; } = 4;

    /// <summary>Wait before the first such attempt; it doubles with each.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Downloads into <paramref name="target"/>, whose folder exists.</summary>
    /// <exception cref="KerasException">The file could not be fetched, or has another hash; the target is as it was.</exception>
    /// <exception cref="IOException">The target cannot be written.</exception>
    public void Download(PublishedFile file, string target)
    {
        Console.Out.WriteLine($"Downloading data from {file.Origin}");
        using var handler = new SocketsHttpHandler { ConnectTimeout = ConnectTimeout, AutomaticDecompression = DecompressionMethods.None };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("KerasHost", "1.0"));
        AtomicFile.Write(target, output =>
        {
            bool wasResumed = Fetch(client, file.Origin, output);
            if (HasHash(output, file))
                return;
            // Pieces of two versions do not fit; a file fetched in one piece is simply not the published one.
            if (wasResumed)
            {
                output.SetLength(0);
                Fetch(client, file.Origin, output);
                if (HasHash(output, file))
                    return;
            }
            throw new KerasValueException(
                $"Incomplete or corrupted file detected. The {file.Algorithm} file hash does not match the provided value " +
                $"of {file.Hash}.");
        });
    }

    private static bool HasHash(Stream output, PublishedFile file)
    {
        if (file.Hash is null)
            return true;
        output.Flush();
        output.Position = 0;
        bool matches = FileHash.Matches(output, file.Hash, file.Algorithm);
        output.Position = output.Length;
        return matches;
    }

    // Returns whether the file came in more than one piece.
    private bool Fetch(HttpClient client, Uri origin, Stream output)
    {
        var state = new Transfer();
        var pause = Pause;
        bool wasResumed = false;
        for (int retry = 0; ; retry++)
        {
            long before = output.Length;
            try
            {
                wasResumed |= FetchOnce(client, origin, output, state).GetAwaiter().GetResult();
                return wasResumed;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && e is not DirectoryNotFoundException)
            {
                // What never began to come will not come in a second: only a transfer that moved, or a server in trouble, is worth another try.
                bool moved = output.Length > before;
                bool isServerTrouble = e is HttpRequestException { StatusCode: >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout };
                if (retry >= Retries || !moved && !isServerTrouble && output.Length == 0)
                    throw Failure(origin, e);
            }
            Thread.Sleep(pause);
            pause *= 2;
        }
    }

    private async Task<bool> FetchOnce(HttpClient client, Uri origin, Stream output, Transfer state)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, origin);
        bool resumes = output.Length > 0;
        if (resumes)
        {
            request.Headers.Range = new RangeHeaderValue(output.Length, null);
            if (state.Tag is { IsWeak: false } tag)
                request.Headers.IfRange = new RangeConditionHeaderValue(tag);
            else if (state.LastModified is { } modified)
                request.Headers.IfRange = new RangeConditionHeaderValue(modified);
        }

        using var timeout = new CancellationTokenSource(ConnectTimeout + ReadTimeout);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeout.Token).ConfigureAwait(false);
        bool continues = resumes && response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == output.Length;
        if (resumes && !continues)
        {
            output.SetLength(0);
            if (response.StatusCode is HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable)
                throw new HttpIOException(HttpRequestError.InvalidResponse, "the server did not continue where the transfer broke off");
        }
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException(response.ReasonPhrase, null, response.StatusCode);
        state.Tag = response.Headers.ETag;
        state.LastModified = response.Content.Headers.LastModified;
        if (response.Content.Headers.ContentLength is { } length)
            state.Total = output.Length + length;

        state.Bar ??= new Progbar(state.Total);
        output.Position = output.Length;
        byte[] block = new byte[BlockSize];
        using var content = await response.Content.ReadAsStreamAsync(timeout.Token).ConfigureAwait(false);
        while (true)
        {
            timeout.CancelAfter(ReadTimeout);
            int count = await content.ReadAsync(block, timeout.Token).ConfigureAwait(false);
            if (count == 0)
                break;
            output.Write(block, 0, count);
            if (state.Total is null || output.Length < state.Total)
                state.Bar.update(output.Length);
        }
        if (state.Total is { } total && output.Length != total)
            throw new HttpIOException(HttpRequestError.ResponseEnded, string.Create(CultureInfo.InvariantCulture, $"{output.Length} of {total} bytes came"));
        state.Bar.update(output.Length, finalize: true);
        return continues;
    }

    private KerasException Failure(Uri origin, Exception e)
    {
        (string code, string reason) = e switch
        {
            HttpRequestException { StatusCode: { } status } => (((int)status).ToString(CultureInfo.InvariantCulture), e.Message),
            OperationCanceledException => ("None", string.Create(CultureInfo.InvariantCulture, $"timed out: no data for {ReadTimeout.TotalSeconds:0.###} s")),
            _ => ("None", e.InnerException?.Message ?? e.Message),
        };
        return new KerasException($"URL fetch failure on {origin}: {code} -- {reason}", e);
    }

    private sealed class Transfer
    {
        public EntityTagHeaderValue? Tag { get; set; }

        public DateTimeOffset? LastModified { get; set; }

        public long? Total { get; set; }

        public Progbar? Bar { get; set; }
    }
}
