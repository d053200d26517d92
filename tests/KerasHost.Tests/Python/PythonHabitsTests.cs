using KerasHost.Layers;
using KerasHost.Losses;
using KerasHost.Metrics;
using KerasHost.Models;
using KerasHost.Numpy;
using KerasHost.Printing;
using KerasHost.Python;
using KerasHost.Training;

namespace KerasHost.Tests.Python;

/// <summary>What people write by habit from Python.</summary>
public class PythonHabitsTests
{
    private static Sequential Compiled()
    {
        Sequential model = keras.Sequential([keras.Input([3]), keras.layers.Dense(1)]);
        model.compile(loss: "mse", metrics: ["mae"]);
        return model;
    }

    [Fact]
    public void Lists_come_apart_into_variables()
    {
        var (kernel, bias) = Compiled().get_weights();
        Assert.Equal([3, 1], kernel.shape);
        Assert.Equal([1], bias.shape);
        // python: a, b = [1, 2, 3]  and  a, b, c = [1, 2]
        Assert.Equal("too many values to unpack (expected 2)", Assert.Throws<KerasValueException>(() => { (int _, int _) = new List<int> { 1, 2, 3 }; }).Message);
        Assert.Equal("not enough values to unpack (expected 3, got 2)", Assert.Throws<KerasValueException>(() => { (int _, int _, int _) = new List<int> { 1, 2 }; }).Message);
    }

    [Fact]
    public void Scores_are_a_list_of_numbers_or_a_dictionary()
    {
        Sequential model = Compiled();
        NDArray x = np.ones([4, 3]), y = np.zeros([4, 1]);
        Scores scores = model.evaluate(x, y, verbose: 0, return_dict: true);
        Assert.Equal(["loss", "mae"], scores.keys());
        Assert.Equal(scores.values(), [.. model.evaluate(x, y, verbose: 0)]);
        Assert.Equal(scores["mae"], scores.items().Last().Value);
    }

    [Fact]
    public void A_validation_dataset_without_end_takes_its_steps()
    {
        Sequential model = Compiled();
        NDArray x = np.ones([4, 3]), y = np.zeros([4, 1]);
        var endless = tf.data.Dataset.from_tensor_slices((x, y)).batch(2).repeat();
        History history = model.fit(x, y, epochs: 2, validation_data: endless, validation_steps: 3, validation_freq: [2], verbose: 0);
        Assert.Single(history.history["val_loss"]);
        Assert.Contains("specify the number of steps", Assert.Throws<KerasValueException>(() => model.fit(x, y, validation_data: endless, verbose: 0)).Message);
    }

    [Fact]
    public void A_loss_and_metrics_print_as_they_were_given()
    {
        LossArg one = "mse", several = ["mse", default];
        MetricArg group = ["mae", "acc"];
        Assert.Equal(("mse", "['mse', None]", "['mae', 'acc']"), (PythonText.Str(one), PythonText.Str(several), PythonText.Str(group)));
    }

    // python: "  a ".lstrip(), "xxa".lstrip("x"), "a  ".rstrip(), "a\nb\n".splitlines(), "".splitlines()
    [Fact]
    public void Ends_and_lines_of_texts()
    {
        Assert.Equal(("a ", "a", "a"), ("  a ".lstrip(), "xxa".lstrip("x"), "a  ".rstrip()));
        Assert.Equal(["a", "b"], "a\nb\n".splitlines());
        Assert.Empty("".splitlines());
    }

    [Fact]
    public void Variables_are_numbers_where_a_script_says_so()
    {
        Variable v = tf.Variable(2.5f);
        Assert.Equal((2.5, 2, true), ((double)v, (int)v, (bool)v));
    }
}
