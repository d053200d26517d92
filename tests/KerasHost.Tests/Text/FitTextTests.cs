using System.Globalization;
using KerasHost.Data;
using KerasHost.Layers;
using KerasHost.Models;
using KerasHost.Text;

namespace KerasHost.Tests.Text;

/// <summary>What whole runs of fit, evaluate and predict print while the clock stands still.</summary>
public class FitTextTests
{
    private static readonly float[,] s_x = Column(i => i);
    private static readonly float[,] s_y = Column(_ => 0);

    private static readonly Dictionary<string, Action> s_runs = new()
    {
        ["fit one epoch"] = () => Model().fit(s_x, s_y, batch_size: 4, shuffle: false),
        ["fit two epochs"] = () => Model().fit(s_x, s_y, batch_size: 4, shuffle: false, epochs: 2),
        ["fit verbose 2"] = () => Model().fit(s_x, s_y, batch_size: 4, shuffle: false, epochs: 2, verbose: 2),
        ["fit verbose 2 one epoch"] = () => Model().fit(s_x, s_y, batch_size: 4, shuffle: false, verbose: 2),
        ["fit verbose 0"] = () => Model().fit(s_x, s_y, batch_size: 4, shuffle: false, epochs: 2, verbose: 0),
        ["fit initial epoch"] = () => Model().fit(s_x, s_y, batch_size: 4, shuffle: false, epochs: 4, initial_epoch: 2),
        ["fit validation"] = () => Model().fit(s_x, s_y, batch_size: 4, shuffle: false, epochs: 2, validation_data: (s_x, s_y)),
        ["fit validation verbose 2"] = () => Model().fit(s_x, s_y, batch_size: 4, shuffle: false, epochs: 2, validation_data: (s_x, s_y), verbose: 2),
        ["fit validation every other epoch"] = () => Model().fit(s_x, s_y, batch_size: 4, shuffle: false, epochs: 3, validation_data: (s_x, s_y), validation_freq: 2),
        ["fit metrics"] = () => Model(true).fit(s_x, s_y, batch_size: 4, shuffle: false, epochs: 2),
        ["fit steps per epoch"] = () => Model().fit(s_x, s_y, batch_size: 4, shuffle: false, steps_per_epoch: 2),
        ["fit dataset of unknown length"] = () => Model().fit(Unknown(), epochs: 2),
        ["fit dataset of unknown length verbose 2"] = () => Model().fit(Unknown(), epochs: 2, verbose: 2),
        ["fit dataset of known length"] = () => Model().fit(Batches(), epochs: 2),
        ["evaluate dataset of unknown length"] = () => Model().evaluate(Unknown()),
        ["predict dataset of unknown length"] = () => Model().predict(Unknown().map((x, y) => x), verbose: 1),
        ["evaluate"] = () => Mse().evaluate(s_x, s_y, batch_size: 4),
        ["evaluate verbose 2"] = () => Mse().evaluate(s_x, s_y, batch_size: 4, verbose: 2),
        ["predict"] = () => Model().predict(s_x, batch_size: 4, verbose: 1),
        ["predict verbose 2"] = () => Model().predict(s_x, batch_size: 4, verbose: 2),
    };

    public static TheoryData<string> Names => [.. s_runs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Prints_what_the_reference_printed(string name)
    {
        string expected = RecordedText.Cases("fit").Single(c => c.GetProperty("name").GetString() == name).GetProperty("output").GetString()!;
        Assert.Equal(expected, Printed(s_runs[name]));
    }

    private static string Printed(Action run)
    {
        TextWriter output = Console.Out;
        Func<double> clock = Progbar.Clock;
        using var captured = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        Console.SetOut(captured);
        Progbar.Clock = () => 1_700_000_000.0;
        try
        {
            run();
            return captured.ToString();
        }
        finally
        {
            Console.SetOut(output);
            Progbar.Clock = clock;
        }
    }

    // One weight, which is one and stays so: the numbers are the same everywhere, the text is the point.
    private static Sequential Model(bool metrics = false)
    {
        var model = Untrained();
        if (metrics)
            model.compile("sgd", "mae", metrics: ["mse", "mae"]);
        else
            model.compile("sgd", "mae");
        return model;
    }

    private static Dataset Batches() => tf.data.Dataset.from_tensor_slices((s_x, s_y)).batch(4);

    private static Dataset Unknown() => Batches().filter((x, y) => tf.constant(true));

    private static Sequential Mse()
    {
        var model = Untrained();
        model.compile("sgd", "mae", metrics: ["mse"]);
        return model;
    }

    private static Sequential Untrained() =>
        keras.Sequential([keras.layers.Dense(1, kernel_initializer: "ones", use_bias: false, trainable: false, input_shape: [1])]);

    private static float[,] Column(Func<int, float> value)
    {
        var column = new float[10, 1];
        for (int i = 0; i < 10; i++)
            column[i, 0] = value(i);
        return column;
    }
}
