using KerasHost.Models;
using KerasHost.Saving;

namespace KerasHost.Cli.Files;

/// <summary>Where a command takes its model from.</summary>
internal static class ModelSource
{
    /// <summary>The model of a file.</summary>
    public static Model Load(string path) => keras.models.load_model(path, compile: false);

    /// <summary>The model that a JSON file describes, with the weights of another file.</summary>
    /// <param name="architecture">What <c>model.to_json()</c> or a <c>.keras</c> archive's config.json says.</param>
    /// <param name="weights">Weights in any format.</param>
    /// <param name="inputShape">The shape of an input, with which a model is built that does not tell its own; null when there is none.</param>
    public static Model Load(string architecture, string weights, Shape? inputShape)
    {
        Model model = keras.models.model_from_json(File.ReadAllText(architecture));
        if (!model.built && inputShape is { } shape)
            model.build(Shape.Create([null, .. shape.Skip(1)]));
        CheckpointLoadStatus status = model.load_weights(weights);
        status.assert_existing_objects_matched();
        return model;
    }
}
