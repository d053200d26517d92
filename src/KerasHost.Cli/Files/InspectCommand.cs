using System.Globalization;
using System.Text;
using KerasHost.Saving;

namespace KerasHost.Cli.Files;

/// <summary><c>kerashost inspect</c>: what a file holds, without reading its numbers.</summary>
internal static class InspectCommand
{
    /// <summary>Prints what a file holds.</summary>
    /// <param name="path">The file, folder, or path of a checkpoint.</param>
    /// <param name="json">Whether as one JSON object.</param>
    public static int Run(string path, bool json) => FileCommand.Run(() =>
    {
        Config found = FileInspector.Inspect(path);
        Console.WriteLine(json ? found.ToJson() : Describe(found));
    });

    private static string Describe(Config found)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{found["path"]}: {found["format"]}, {found["size_bytes"]:N0} bytes");
        if (found["written_by"] is { } version)
            text.Append(CultureInfo.InvariantCulture, $", written by {version}");
        text.AppendLine();
        if (found["model"] is Config model)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Model '{model["name"]}' ({model["class_name"]})");
            Layers(text, (List<object?>)model["layers"]!, 1);
        }
        if (found["training"] is Config training)
            foreach ((string key, object? value) in training)
                if (value is not null)
                    text.AppendLine(CultureInfo.InvariantCulture, $"{(key == "optimizer" ? "Optimizer" : key == "loss" ? "Loss" : key)}: {(value is string word ? word : ConfigJson.Write(value))}");
        if (found["values"] is Config { Count: > 0 } values)
        {
            text.AppendLine("Values");
            foreach ((string key, object? value) in values)
                text.AppendLine(CultureInfo.InvariantCulture, $"  {key}: {ConfigJson.Write(value)}");
        }
        var tensors = ((List<object?>)found["tensors"]!).ConvertAll(tensor => (Config)tensor!);
        text.AppendLine(CultureInfo.InvariantCulture, $"Tensors: {tensors.Count}, {found["elements"]:N0} elements");
        int name = tensors.Count == 0 ? 0 : tensors.Max(tensor => ((string)tensor["name"]!).Length);
        int shape = tensors.Count == 0 ? 0 : tensors.Max(tensor => tensor["shape"]!.ToString()!.Length);
        foreach (Config tensor in tensors)
            text.AppendLine(CultureInfo.InvariantCulture, $"  {((string)tensor["name"]!).PadRight(name)}  {tensor["shape"]!.ToString()!.PadRight(shape)}  {((string)tensor["dtype"]!).PadRight(8)}  {tensor["bytes"]:N0} bytes");
        return text.ToString().TrimEnd();
    }

    private static void Layers(StringBuilder text, List<object?> layers, int depth)
    {
        foreach (Config layer in layers.OfType<Config>())
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{new string(' ', 2 * depth)}{layer["name"]} ({layer["class_name"]})");
            if (layer.GetValueOrDefault("layers") is List<object?> inside)
                Layers(text, inside, depth + 1);
        }
    }
}
