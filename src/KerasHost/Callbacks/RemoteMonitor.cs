using System.Buffers;
using System.Text;
using System.Text.Json;

namespace KerasHost.Callbacks;

/// <summary>Posts the values of every epoch to a server. Mirrors <c>RemoteMonitor</c> of tf_keras/src/callbacks.py.</summary>
[KerasExport("keras.callbacks.RemoteMonitor")]
public class RemoteMonitor : Callback
{
    private static readonly Lazy<HttpClient> s_client = new(() => new HttpClient { Timeout = TimeSpan.FromSeconds(30) });

    private readonly string _root, _path, _field;
    private readonly Dictionary<string, string>? _headers;
    private readonly bool _sendAsJson;

    /// <summary>Posts to <paramref name="root"/> followed by <paramref name="path"/>.</summary>
    /// <param name="root">The address of the server.</param>
    /// <param name="path">The path on it.</param>
    /// <param name="field">The field of the form that holds the values as JSON.</param>
    /// <param name="headers">More headers of the request, or null.</param>
    /// <param name="send_as_json">Whether the JSON is the whole request (<c>application/json</c>) rather than a form.</param>
    public RemoteMonitor(string root = "http://localhost:9000", string path = "/publish/epoch/end/", string field = "data",
        Dictionary<string, string>? headers = null, bool send_as_json = false) =>
        (_root, _path, _field, _headers, _sendAsJson) = (root, path, field, headers, send_as_json);

    /// <inheritdoc/>
    public override void on_epoch_end(int epoch, Dictionary<string, double> logs)
    {
        string json = Json(epoch, logs);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _root + _path)
            {
                Content = _sendAsJson ? new StringContent(json, Encoding.UTF8, "application/json") : new FormUrlEncodedContent([new(_field, json)]),
            };
            foreach ((string name, string value) in _headers ?? [])
                if (!request.Headers.TryAddWithoutValidation(name, value))
                {
                    request.Content.Headers.Remove(name);
                    request.Content.Headers.TryAddWithoutValidation(name, value);
                }
            using HttpResponseMessage _ = s_client.Value.Send(request);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or UriFormatException or InvalidOperationException)
        {
            Console.Error.WriteLine($"WARNING: could not reach RemoteMonitor root server at {_root}");
        }
    }

    private static string Json(int epoch, Dictionary<string, double> logs)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("epoch", epoch);
            foreach ((string name, double value) in logs)
            {
                writer.WritePropertyName(name);
                // Python writes what JSON has no word for by these names.
                if (double.IsFinite(value))
                    writer.WriteNumberValue(value);
                else
                    writer.WriteRawValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity", skipInputValidation: true);
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
