using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KerasHost.Tests.Datasets;

/// <summary>An HTTP server on this machine whose every answer a test writes byte by byte, so that it can break off, lie or fall silent.</summary>
internal sealed class LocalServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<int, string, Answer> _answer;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<TcpClient> _silent = [];
    private readonly Task _loop;

    /// <summary>Starts; <paramref name="answer"/> gets the number of the request, from 0, and its head.</summary>
    public LocalServer(Func<int, string, Answer> answer)
    {
        _answer = answer;
        _listener.Start();
        _loop = Task.Run(ServeAsync);
    }

    public List<string> Requests { get; } = [];

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/data/file.bin");

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _loop.Wait();
        _silent.ForEach(client => client.Dispose());
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                if (await ServeAsync(client.GetStream()))
                    _silent.Add(client);
                else
                    client.Dispose();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException or IOException)
        {
            // The test is over.
        }
    }

    // Returns whether the connection is to stay open without a word.
    private async Task<bool> ServeAsync(NetworkStream stream)
    {
        string head = await ReadHeadAsync(stream);
        if (head.Length == 0)
            return false;
        Requests.Add(head);
        Answer answer = _answer(Requests.Count - 1, head);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer.Head.ReplaceLineEndings("\r\n")}\r\nConnection: close\r\n\r\n"), _stop.Token);
        await stream.WriteAsync(answer.Body, _stop.Token);
        return answer.IsSilentAfterwards;
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _stop.Token) == 1)
            head.Append((char)one[0]);
        return head.ToString();
    }

    internal sealed record Answer(string Head, byte[] Body, bool IsSilentAfterwards = false);
}
