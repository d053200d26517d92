using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using KerasHost.Constraints;
using KerasHost.Export;
using KerasHost.Initializers;
using KerasHost.Layers;
using KerasHost.Losses;
using KerasHost.Metrics;
using KerasHost.Optimizers;
using KerasHost.Optimizers.Legacy;
using KerasHost.Optimizers.Schedules;
using KerasHost.Regularizers;
using KerasHost.Saving;
using Config = KerasHost.Saving.Config;

namespace KerasHost.Tests.Saving;

/// <summary>Whatever arguments an object of the training vocabulary was made with: they stand in its configuration, and that makes one with the same.</summary>
public class ConfigPropertyTests
{
    private static readonly (Type Family, string Module)[] s_families =
    [
        (typeof(Optimizer), "keras.optimizers"), (typeof(LegacyOptimizer), "keras.optimizers.legacy"), (typeof(LearningRateSchedule), "keras.optimizers.schedules"), (typeof(Loss), "keras.losses"), (typeof(Metric), "keras.metrics"),
        (typeof(Initializer), "keras.initializers"), (typeof(Regularizer), "keras.regularizers"), (typeof(Constraint), "keras.constraints"),
    ];

    private static readonly string[] s_activations = ["Activation", "ELU", "LeakyReLU", "PReLU", "ReLU", "Softmax", "ThresholdedReLU"];

    // No arguments of configurations: what stands for another argument, and shapes that follow from data.
    private static readonly HashSet<string> s_notInConfigurations = ["lr", "schedule_decay", "shape", "fn", "input_shape", "batch_input_shape", "input_dim", "weights", "batch_size", "activity_regularizer"];

    public static TheoryData<string, string> Classes
    {
        get
        {
            var classes = new TheoryData<string, string>();
            foreach ((Type family, string module) in s_families)
                foreach (string name in ClassRegistry.Names(family).Select(name => ClassRegistry.Find(family, name)!.ClassName).Distinct().Where(name => name != "MeanMetricWrapper"))
                    classes.Add(module, name);
            foreach (string name in s_activations)
                classes.Add("keras.layers", name);
            return classes;
        }
    }

    [Fact]
    public void Every_class_of_every_family_is_here() => Assert.True(Classes.Count >= 117, $"{Classes.Count}");

    [Theory, MemberData(nameof(Classes))]
    public void Configurations_come_back_whatever_the_arguments(string module, string name)
    {
        Type family = s_families.FirstOrDefault(item => item.Module == module).Family ?? typeof(Layer);
        ConfigEntry entry = ClassRegistry.Find(family, name)!;
        ExportedName face = ExportedNames.All.Where(item => item.Path == $"{module}.{name}" && item.Parameters is not null).MaxBy(item => item.Parameters!.Length)!;
        (string Name, bool IsRequired)[] parameters = [.. face.Parameters!.Zip(face.Defaults!, (parameter, otherwise) => (parameter, otherwise is null))
            .Where(parameter => !s_notInConfigurations.Contains(parameter.parameter) && !(parameter.parameter == "decay" && module == "keras.optimizers"))];
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            Config given = RandomArguments.For(name, parameters, new Random(seed));
            var made = (IHasConfig)entry.Create(given);
            Config written = made.get_config();
            foreach ((string key, object? value) in given)
                if (written.TryGetValue(key, out object? stands))
                    Assert.True(IsSame(value, stands), $"{name}: {key} was {Text(value)}, is {Text(stands)}");
                else
                    Assert.True(value is null || key is "adaptive_epsilon" && value is false, $"{name}: {key} is not in the configuration");
            // Through text, in the present form and in that of Keras 1 and 2.
            string config = written.ToJson();
            foreach (bool legacy in new[] { false, true })
            {
                string text = ((Config)Serialized.Of(made, legacy)!).ToJson();
                var again = (IHasConfig)Again(family, ConfigJson.Read(text));
                Assert.Equal(made.GetType(), again.GetType());
                Assert.Equal(config, again.get_config().ToJson());
            }
        }).QuickCheckThrowOnFailure();
    }

    private static object Again(Type family, object? config) => family.Name switch
    {
        nameof(Optimizer) or nameof(LegacyOptimizer) => keras.optimizers.deserialize(config),
        nameof(LearningRateSchedule) => keras.optimizers.schedules.deserialize(config),
        nameof(Loss) => keras.losses.deserialize(config)!,
        nameof(Metric) => keras.metrics.deserialize(config)!,
        nameof(Initializer) => keras.initializers.deserialize(config)!,
        nameof(Regularizer) => keras.regularizers.deserialize(config)!,
        nameof(Constraint) => keras.constraints.deserialize(config)!,
        _ => keras.layers.deserialize((Config)config!),
    };

    // Some numbers are kept in float32, as in Keras.
    private static bool IsSame(object? given, object? stands) => (given, stands) switch
    {
        (null, null) => true,
        (bool or string or null, _) or (_, bool or string or null) => Equals(given, stands) || (given is null or string && stands is Config or string),
        (Config, Config) => ConfigJson.Write(((Config)given)["class_name"]) == ConfigJson.Write(((Config)stands)["class_name"]),
        (System.Collections.IEnumerable a, System.Collections.IEnumerable b) => a.Cast<object?>().Count() == b.Cast<object?>().Count() && a.Cast<object?>().Zip(b.Cast<object?>()).All(pair => IsSame(pair.First, pair.Second)),
        (System.Collections.IEnumerable a, _) => a.Cast<object?>().Count() == 1 && IsSame(a.Cast<object?>().Single(), stands),
        _ => Number(given) == Number(stands) || (float)Number(given) == (float)Number(stands),
    };

    private static double Number(object? value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static string Text(object? value) => ConfigJson.Write(value);
}
