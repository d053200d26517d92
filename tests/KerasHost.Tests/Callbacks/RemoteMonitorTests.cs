using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace KerasHost.Tests.Callbacks;

/// <summary>What RemoteMonitor posts, as a server of this process receives it.</summary>
public sealed class RemoteMonitorTests : IDisposable
{
    private readonly HttpListener _server = new();
    private readonly ConcurrentQueue<(string Path, string? Type, string? Header, string Body)> _received = new();
    private readonly string _root;
    private readonly Task _answering;

    public RemoteMonitorTests()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            _root = $"http://localhost:{((IPEndPoint)probe.LocalEndpoint).Port}";
        }
        _server.Prefixes.Add(_root + "/");
        _server.Start();
        _answering = Task.Run(Answer);
    }

    public void Dispose()
    {
        _server.Close();
        _answering.Wait();
    }

    [Fact]
    public void A_form_holds_the_values_of_each_epoch()
    {
        var history = Fit(keras.callbacks.RemoteMonitor(root: _root));
        Assert.Equal(2, _received.Count);
        int epoch = 0;
        foreach (var (path, type, _, body) in _received)
        {
            Assert.Equal("/publish/epoch/end/", path);
            Assert.StartsWith("application/x-www-form-urlencoded", type, StringComparison.Ordinal);
            Assert.StartsWith("data=", body, StringComparison.Ordinal);
            Values(WebUtility.UrlDecode(body["data=".Length..]), epoch, history.history["loss"][epoch]);
            epoch++;
        }
    }

    [Fact]
    public void Path_field_headers_and_json_are_as_wished()
    {
        var history = Fit(keras.callbacks.RemoteMonitor(root: _root, path: "/here", field: "f", headers: new() { ["X-Key"] = "7" }));
        Assert.All(_received, request => Assert.Equal(("/here", "7"), (request.Path, request.Header)));
        Assert.All(_received, request => Assert.StartsWith("f=", request.Body, StringComparison.Ordinal));
        _received.Clear();
        history = Fit(keras.callbacks.RemoteMonitor(root: _root, send_as_json: true));
        Assert.Equal(2, _received.Count);
        Assert.All(_received, request => Assert.StartsWith("application/json", request.Type, StringComparison.Ordinal));
        Values(_received.ToArray()[1].Body, 1, history.history["loss"][1]);
    }

    [Fact]
    public void Training_goes_on_where_no_server_answers()
    {
        const string Closed = "http://localhost:1";
        TextWriter before = Console.Error;
        using var text = new StringWriter();
        Console.SetError(text);
        try
        {
            Assert.Equal(2, Fit(keras.callbacks.RemoteMonitor(root: Closed)).history["loss"].Count);
        }
        finally
        {
            Console.SetError(before);
        }
        Assert.Contains("could not reach RemoteMonitor root server at " + Closed, text.ToString(), StringComparison.Ordinal);
    }

    private static KerasHost.Training.History Fit(KerasHost.Callbacks.Callback monitor)
    {
        var model = keras.Sequential([keras.layers.Dense(1, input_shape: [2])]);
        model.compile("sgd", "mse");
        return model.fit(np.ones((4, 2)), np.zeros((4, 1)), epochs: 2, verbose: 0, callbacks: [monitor]);
    }

    private static void Values(string json, int epoch, double loss)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        Assert.Equal(["epoch", "loss"], document.RootElement.EnumerateObject().Select(value => value.Name));
        Assert.Equal(epoch, document.RootElement.GetProperty("epoch").GetInt32());
        Assert.Equal(loss, document.RootElement.GetProperty("loss").GetDouble());
    }

    private async Task Answer()
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await _server.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                _received.Enqueue((context.Request.Url!.AbsolutePath, context.Request.ContentType, context.Request.Headers["X-Key"], await reader.ReadToEndAsync()));
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Closed: the test is over.
        }
    }
}
