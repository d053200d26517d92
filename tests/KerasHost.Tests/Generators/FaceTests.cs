using KerasHost.Activations;
using KerasHost.Export;
using KerasHost.Initializers;
using KerasHost.Layers;
using KerasHost.Losses;
using KerasHost.Metrics;
using KerasHost.Optimizers;
using KerasHost.Saving;
using static KerasHost.keras.layers;

namespace KerasHost.Tests.Generators;

/// <summary>The face of KerasHost itself, used as a script uses it.</summary>
public class FaceTests
{
    private static readonly Type[] s_families =
        [typeof(Layer), typeof(Initializer), typeof(Regularizers.Regularizer), typeof(Constraints.Constraint), typeof(Loss), typeof(Metric), typeof(Optimizer)];

    /// <summary>Arguments for classes that cannot be made without.</summary>
    private static readonly Dictionary<string, string> s_required = new()
    {
        ["Activation"] = """{"activation": "relu"}""",
        ["MeanMetricWrapper"] = """{"name": "mine", "fn": {"module": "builtins", "class_name": "function", "config": "mean_squared_error", "registered_name": "function"}}""",
        ["Dense"] = """{"units": 3, "activation": "relu", "use_bias": false}""",
        ["Dropout"] = """{"rate": 0.5}""",
        ["Embedding"] = """{"input_dim": 5, "output_dim": 2, "mask_zero": true}""",
        ["Bidirectional"] = """{"layer": {"class_name": "LSTM", "config": {"units": 2}}}""",
        ["Dot"] = """{"axes": [1, 2], "normalize": true}""",
        ["Functional"] = """{"layers": [{"class_name": "InputLayer", "config": {"batch_input_shape": [null, 4], "name": "x"}, "name": "x", "inbound_nodes": []}, {"class_name": "Dense", "config": {"units": 3, "name": "d"}, "name": "d", "inbound_nodes": [[["x", 0, 0, {}]]]}], "input_layers": [["x", 0, 0]], "output_layers": [["d", 0, 0]]}""",
        ["GRU"] = """{"units": 3, "reset_after": false}""",
        ["GRUCell"] = """{"units": 3}""",
        ["LSTM"] = """{"units": 3, "return_sequences": true, "dropout": 0.5}""",
        ["LSTMCell"] = """{"units": 3}""",
        ["RNN"] = """{"cell": {"class_name": "SimpleRNNCell", "config": {"units": 2}}}""",
        ["SimpleRNN"] = """{"units": 3, "go_backwards": true}""",
        ["SimpleRNNCell"] = """{"units": 3}""",
        ["StackedRNNCells"] = """{"cells": [{"class_name": "LSTMCell", "config": {"units": 2}}]}""",
        ["TimeDistributed"] = """{"layer": {"class_name": "Dense", "config": {"units": 2}}}""",
        ["InputLayer"] = """{"batch_input_shape": [null, 3]}""",
        ["IoU"] = """{"num_classes": 3, "target_class_ids": [0, 2]}""",
        ["MeanIoU"] = """{"num_classes": 3}""",
        ["MeanRelativeError"] = """{"normalizer": [1.0, 2.0]}""",
        ["OneHotIoU"] = """{"num_classes": 3, "target_class_ids": [0, 2]}""",
        ["OneHotMeanIoU"] = """{"num_classes": 3}""",
        ["PrecisionAtRecall"] = """{"recall": 0.5}""",
        ["RecallAtPrecision"] = """{"precision": 0.5}""",
        ["SensitivityAtSpecificity"] = """{"specificity": 0.5}""",
        ["SpecificityAtSensitivity"] = """{"sensitivity": 0.5}""",
        ["Permute"] = """{"dims": [2, 1]}""",
        ["RepeatVector"] = """{"n": 3}""",
        ["Reshape"] = """{"target_shape": [3, 2]}""",
        ["Sequential"] = """{"name": "s", "layers": []}""",
        ["SpatialDropout1D"] = """{"rate": 0.5}""",
    };

    /// <summary>Classes of which no configuration can be made, and why.</summary>
    private static readonly Dictionary<string, string> s_without = new()
    {
        ["Lambda"] = "it holds code",
    };

    public static TheoryData<string, string> Classes()
    {
        var classes = new TheoryData<string, string>();
        foreach (Type family in s_families)
            foreach (string name in ClassRegistry.Names(family))
                if (!s_without.ContainsKey(name))
                    classes.Add(family.FullName!, name);
        return classes;
    }

    [Fact]
    public void Factories_and_types_share_their_names()
    {
        Layer layer = Dense(64, activation: "relu", name: "a");
        Assert.Equal(64, Assert.IsType<Dense>(layer).units);
        Assert.Equal("a", layer.name);
        Assert.Equal([null, 4], tf.keras.layers.Dense(2, input_shape: [4]).batch_input_shape!.Value);
        Assert.False(keras.layers.Dense(1, trainable: false).trainable);
    }

    [Fact]
    public void Functions_are_taken_by_name_as_values_and_as_code()
    {
        Tensor twice(Tensor x) => x * 2;
        Assert.Equal("relu", Dense(1, activation: keras.activations.relu).get_config()["activation"]);
        Assert.Equal("relu", Dense(1, activation: "relu").get_config()["activation"]);
        Assert.Equal("twice", ((Config)Dense(1, activation: twice).get_config()["activation"]!)["config"]);
        Assert.Throws<KerasValueException>(() => Dense(1, activation: x => x * 2).get_config());
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void A_configuration_makes_an_equal_object(string family, string name)
    {
        ConfigEntry entry = ClassRegistry.Find(s_families.Single(f => f.FullName == family), name)!;
        Config given = Config.Parse(s_required.GetValueOrDefault(name, "{}"));
        var first = (IHasConfig)entry.Create(given);
        Config config = first.get_config();
        // A layer or cell inside is written with all its own arguments; the second round below compares those.
        Assert.All(given.Where(pair => pair.Key is not ("layer" or "layers" or "cell" or "cells")), pair => Assert.Equal(ConfigJson.Write(pair.Value), ConfigJson.Write(config[pair.Key])));
        var second = (IHasConfig)entry.Create(Config.Parse(config.ToJson()));
        Assert.Equal(first.GetType(), second.GetType());
        Assert.Equal(config.ToJson(), second.get_config().ToJson());
    }

    [Fact]
    public void Every_name_is_listed_with_what_it_takes()
    {
        Assert.Contains(ExportedNames.All, e => e is { Path: "keras.layers.Dense", Kind: "class" } && e.Parameters!.SequenceEqual(
            ["units", "activation", "use_bias", "kernel_initializer", "bias_initializer", "kernel_regularizer", "bias_regularizer", "activity_regularizer",
                "kernel_constraint", "bias_constraint", "name", "dtype", "trainable", "input_shape", "batch_input_shape", "input_dim", "weights", "batch_size"]));
        Assert.DoesNotContain(ExportedNames.All, e => e.Path.StartsWith("tf.keras.", StringComparison.Ordinal));
    }
}
