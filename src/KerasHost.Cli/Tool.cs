using System.CommandLine;
using System.CommandLine.Help;
using KerasHost.Cli.Files;

namespace KerasHost.Cli;

/// <summary>The command line of <c>kerashost</c>.</summary>
internal static class Tool
{
    /// <summary>Does what the command line says.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Run(string[] commandLine)
    {
        // What follows `--` belongs to the script, whatever it looks like.
        int dashes = Array.IndexOf(commandLine, "--");
        string[] own = dashes < 0 ? commandLine : commandLine[..dashes];
        string[] scriptArguments = dashes < 0 ? [] : commandLine[(dashes + 1)..];

        ParseResult parsed = Describe(scriptArguments).Parse(own, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        if (parsed.Errors.Count == 0)
            return parsed.Invoke(invocation);
        // The errors, what was probably meant, and the usage.
        invocation.Output = Console.Error;
        parsed.Invoke(invocation);
        return ExitCodes.Usage;
    }

    private static Command Describe(string[] scriptArguments)
    {
        var script = new Argument<string>("script") { Description = "The script, a C# file (.csx) written as the Python program it mirrors." };
        script.Validators.Add(result =>
        {
            string path = result.Tokens[0].Value;
            if (path.StartsWith('-'))
                result.AddError($"Unrecognized option '{path}'. A script's own arguments follow `--`.");
            else if (!File.Exists(path))
                result.AddError($"Script not found: '{path}'.");
        });
        var offlineSample = new Option<bool>("--offline-sample") { Description = "Use a generated stand-in for data sets that are neither on disk nor to be had from the network." };
        var debug = new Option<bool>("--debug") { Description = "Print timings, and the whole stack of an exception." };
        var noCache = new Option<bool>("--no-cache") { Description = "Compile the script anew and keep nothing." };
        var run = new Command("run", "Runs a script. Its own arguments follow `--`.") { script, offlineSample, debug, noCache };
        run.SetAction(parsed => RunCommand.Run(new RunOptions(
            parsed.GetRequiredValue(script),
            scriptArguments,
            parsed.GetValue(offlineSample),
            parsed.GetValue(debug),
            !parsed.GetValue(noCache))));
        // Not a RootCommand: that one is called after the assembly.
        return new Command("kerashost", "Runs Keras programs written in C#.") { run, Inspect(), Predict(), Convert(), new HelpOption(), new VersionOption() };
    }

    private static Command Inspect()
    {
        var file = new Argument<string>("file") { Description = "A model, weights, a state dict, the path of a checkpoint, or the folder of a SavedModel." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var inspect = new Command("inspect", "Tells what is in a file: format, version, layers, tensors, training settings.") { file, json };
        inspect.SetAction(parsed => InspectCommand.Run(parsed.GetRequiredValue(file), parsed.GetValue(json)));
        return inspect;
    }

    private static Command Predict()
    {
        var model = new Argument<string?>("model") { Description = "The model's file.", Arity = ArgumentArity.ZeroOrOne };
        var input = new Option<string>("--input") { Description = "The inputs, an .npy file.", Required = true };
        var output = new Option<string>("--output") { Description = "Where the outputs go, an .npy file.", Required = true };
        var batchSize = new Option<int>("--batch-size") { Description = "Inputs at a time.", DefaultValueFactory = _ => 32 };
        var architecture = new Option<string?>("--architecture") { Description = "In place of a model: what model.to_json() wrote." };
        var weights = new Option<string?>("--weights") { Description = "With --architecture: the weights, in any format." };
        var predict = new Command("predict", "Writes a model's outputs for the inputs of a file.") { model, input, output, batchSize, architecture, weights };
        predict.Validators.Add(result =>
        {
            bool hasModel = result.GetValue(model) is not null, hasArchitecture = result.GetValue(architecture) is not null, hasWeights = result.GetValue(weights) is not null;
            if (hasArchitecture != hasWeights || hasModel == hasArchitecture)
                result.AddError("Give either a model, or --architecture and --weights.");
        });
        predict.SetAction(parsed => PredictCommand.Run(new PredictOptions(parsed.GetValue(model), parsed.GetValue(architecture), parsed.GetValue(weights),
            parsed.GetRequiredValue(input), parsed.GetRequiredValue(output), parsed.GetValue(batchSize))));
        return predict;
    }

    private static Command Convert()
    {
        var input = new Argument<string>("in") { Description = "A model, weights or tensors in any format." };
        var output = new Argument<string>("out") { Description = "Where it goes; the end tells the format: .keras .h5 .weights.h5 .json .npz .npy .safetensors .pt .pth, any other a checkpoint of TensorFlow." };
        var architecture = new Option<string?>("--architecture") { Description = "The layers that weights belong to: what model.to_json() wrote." };
        var keras = new Option<int>("--keras") { Description = "Which Keras goes on training from a .keras or .weights.h5 file, or reads a .json: 2 for tf_keras, or 3.", DefaultValueFactory = _ => 2 };
        keras.AcceptOnlyFromAmong("2", "3");
        var convert = new Command("convert", "Writes a model, or tensors alone, in another format.") { input, output, architecture, keras };
        convert.SetAction(parsed => ConvertCommand.Run(parsed.GetRequiredValue(input), parsed.GetRequiredValue(output), parsed.GetValue(architecture), parsed.GetValue(keras)));
        return convert;
    }
}
