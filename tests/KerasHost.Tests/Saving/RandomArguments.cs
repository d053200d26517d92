using KerasHost.Saving;

namespace KerasHost.Tests.Saving;

/// <summary>Random arguments for the classes of the training vocabulary, as a configuration holds them.</summary>
internal static class RandomArguments
{
    // Texts that JSON must escape, and none that it need not.
    private static readonly string[] s_names = ["mine", "a \"b\" \\ c", "größe", "損失", "a/b:0", "x\ty"];

    private static readonly Dictionary<string, Func<Random, object?>> s_arguments = new()
    {
        ["name"] = random => Pick(random, s_names),
        ["dtype"] = random => Pick(random, "float32", "float64"),
        ["trainable"] = Flag,
        // Optimizers
        ["learning_rate"] = random => random.Next(4) > 0 ? Small(random) : Schedule(random),
        ["momentum"] = Unit,
        ["nesterov"] = Flag,
        ["rho"] = Unit,
        ["centered"] = Flag,
        ["amsgrad"] = Flag,
        ["adaptive_epsilon"] = Flag,
        ["beta_1"] = Inside,
        ["beta_2"] = Inside,
        ["epsilon"] = Small,
        ["epsilon_1"] = Small,
        ["epsilon_2"] = Small,
        ["initial_accumulator_value"] = Unit,
        ["learning_rate_power"] = random => -random.NextDouble(),
        ["l1_regularization_strength"] = Unit,
        ["l2_regularization_strength"] = Unit,
        ["l2_shrinkage_regularization_strength"] = Unit,
        ["beta"] = Inside,
        ["beta_2_decay"] = random => -random.NextDouble(),
        ["clip_threshold"] = Inside,
        ["relative_step"] = Flag,
        ["weight_decay"] = random => OrNone(random, Small),
        ["clipvalue"] = random => OrNone(random, Inside),
        ["use_ema"] = Flag,
        ["ema_momentum"] = Unit,
        ["ema_overwrite_frequency"] = random => OrNone(random, Count),
        // There is nothing to compile, which configurations say.
        ["jit_compile"] = _ => false,
        ["decay"] = Unit,
        // Schedules
        ["initial_learning_rate"] = Small,
        ["decay_steps"] = Count,
        ["first_decay_steps"] = Count,
        ["decay_rate"] = Inside,
        ["staircase"] = Flag,
        ["end_learning_rate"] = Small,
        ["power"] = Inside,
        ["cycle"] = Flag,
        ["warmup_target"] = random => OrNone(random, Small),
        ["warmup_steps"] = Count,
        ["t_mul"] = random => 1 + random.NextDouble(),
        ["m_mul"] = Inside,
        // Losses and metrics
        ["reduction"] = random => Pick(random, "auto", "none", "sum", "sum_over_batch_size"),
        ["from_logits"] = Flag,
        ["label_smoothing"] = Unit,
        ["axis"] = random => random.Next(-1, 3),
        ["apply_class_balancing"] = Flag,
        ["gamma"] = Inside,
        ["delta"] = Inside,
        ["ignore_class"] = random => OrNone(random, Count),
        ["num_thresholds"] = random => random.Next(2, 50),
        ["curve"] = random => Pick(random, "ROC", "PR"),
        ["summation_method"] = random => Pick(random, "interpolation", "minoring", "majoring"),
        ["multi_label"] = _ => true,
        ["num_labels"] = random => OrNone(random, _ => 3),
        ["label_weights"] = random => OrNone(random, r => Numbers(r, 3)),
        ["thresholds"] = random => random.Next(3) switch { 0 => null, 1 => Unit(random), _ => Numbers(random, 3) },
        ["threshold"] = Inside,
        ["top_k"] = random => OrNone(random, Count),
        ["class_id"] = random => OrNone(random, Count),
        ["k"] = Count,
        ["normalizer"] = random => Numbers(random, 3),
        ["specificity"] = Unit,
        ["sensitivity"] = Unit,
        ["recall"] = Unit,
        ["precision"] = Unit,
        ["average"] = random => Pick(random, null, "micro", "macro", "weighted"),
        ["class_aggregation"] = random => Pick(random, null, "uniform_average", "variance_weighted_average"),
        ["num_regressors"] = Count,
        ["num_classes"] = random => random.Next(2, 9),
        ["target_class_ids"] = random => new List<object?> { random.Next(2), 1 },
        ["sparse_y_true"] = Flag,
        ["sparse_y_pred"] = Flag,
        // Initializers
        ["mean"] = Real,
        ["stddev"] = Inside,
        ["minval"] = Real,
        ["maxval"] = Real,
        ["seed"] = random => OrNone(random, Count),
        ["value"] = Real,
        ["gain"] = Real,
        ["scale"] = Inside,
        ["mode"] = random => Pick(random, "fan_in", "fan_out", "fan_avg"),
        ["distribution"] = random => Pick(random, "uniform", "truncated_normal", "untruncated_normal"),
        // Regularizers and constraints
        ["l1"] = Unit,
        ["l2"] = Unit,
        ["factor"] = Unit,
        ["max_value"] = Inside,
        ["min_value"] = Unit,
        ["rate"] = Unit,
        // Activation layers
        ["activation"] = random => Pick(random, "relu", "gelu", "softmax", "linear", "tanh"),
        ["negative_slope"] = Unit,
        ["theta"] = Unit,
        ["alpha"] = Unit,
        ["alpha_initializer"] = random => Pick(random, "zeros", "ones", "he_normal"),
        ["alpha_regularizer"] = random => Pick(random, null, "l1", "l2"),
        ["alpha_constraint"] = random => Pick(random, null, "non_neg", "max_norm"),
        ["shared_axes"] = random => OrNone(random, _ => new List<object?> { 1, 2 }),
    };

    // Where a name means something else.
    private static readonly Dictionary<string, Func<Random, object?>> s_ofClass = new()
    {
        ["OrthogonalRegularizer.mode"] = random => Pick(random, "rows", "columns"),
        ["AdamW.weight_decay"] = Small,
        // The legacy one knows no schedules.
        ["Nadam.learning_rate"] = Small,
        // Kept in order.
        ["AUC.thresholds"] = random => OrNone(random, r => ((List<object?>)Numbers(r, 3)!).Order().ToList()),
        ["UnitNorm.axis"] = random => random.Next(2) == 0 ? random.Next(3) : new List<object?> { 0, random.Next(1, 3) },
        ["Softmax.axis"] = random => random.Next(2) == 0 ? random.Next(-1, 3) : new List<object?> { 1, 2 },
        ["Constant.value"] = random => random.Next(2) == 0 ? Real(random) : Numbers(random, 4),
        ["ReLU.max_value"] = random => OrNone(random, Inside),
    };

    /// <summary>Some of the arguments of a class, and all that it requires.</summary>
    public static Config For(string className, IEnumerable<(string Name, bool IsRequired)> parameters, Random random)
    {
        var config = new Config();
        foreach ((string name, bool isRequired) in parameters)
            if (name is not ("clipnorm" or "global_clipnorm" or "boundaries" or "values") && (isRequired || random.Next(3) > 0))
                config[name] = Argument(className, name)(random);
        // What depends on one another.
        string[] names = [.. parameters.Select(parameter => parameter.Name)];
        if (names.Contains("global_clipnorm") && random.Next(2) == 0)
            config[random.Next(2) == 0 ? "clipnorm" : "global_clipnorm"] = Inside(random);
        if (className == "PiecewiseConstantDecay")
        {
            int count = random.Next(0, 5);
            config["boundaries"] = Enumerable.Range(1, count).Select(i => (object?)(i * 10 + random.Next(5))).ToList();
            config["values"] = Numbers(random, count + 1);
        }
        if (className == "AUC" && config.GetValueOrDefault("multi_label") is not true)
            config.Remove("num_labels");
        if (className == "AUC" && config.GetValueOrDefault("thresholds") is not null)
            config.Remove("num_thresholds");
        return config;
    }

    private static Func<Random, object?> Argument(string className, string name) =>
        s_ofClass.GetValueOrDefault($"{className}.{name}") ?? s_arguments.GetValueOrDefault(name)
        ?? throw new InvalidOperationException($"No random values for {className}({name}): add some above.");

    private static object? Flag(Random random) => random.Next(2) == 0;

    private static object? Unit(Random random) => random.Next(8) switch { 0 => 0.0, 1 => 1.0, _ => random.NextDouble() };

    private static object? Inside(Random random) => 0.001 + 0.998 * random.NextDouble();

    private static object? Small(Random random) => Math.Pow(10, -1 - 8 * random.NextDouble());

    private static object? Real(Random random) => 20 * random.NextDouble() - 10;

    private static object? Count(Random random) => random.Next(1, 100);

    private static object? Numbers(Random random, int count) => Enumerable.Range(0, count).Select(_ => (object?)random.NextDouble()).ToList();

    private static object? OrNone(Random random, Func<Random, object?> value) => random.Next(3) == 0 ? null : value(random);

    private static object? Pick(Random random, params string?[] values) => values[random.Next(values.Length)];

    private static object? Schedule(Random random) => new Config
    {
        ["module"] = "keras.optimizers.schedules",
        ["class_name"] = "ExponentialDecay",
        ["config"] = new Config { ["initial_learning_rate"] = Small(random), ["decay_steps"] = Count(random), ["decay_rate"] = Inside(random), ["staircase"] = Flag(random), ["name"] = null },
        ["registered_name"] = null,
    };
}
