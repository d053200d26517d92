using KerasHost.Layers;
using KerasHost.Models;
using KerasHost.Numpy;

namespace KerasHost.Tests.Models;

public class SequentialTests
{
    [Fact]
    public void Is_built_when_the_shape_of_the_input_is_known()
    {
        var model = keras.Sequential([keras.layers.Dense(2), keras.layers.Dense(1)]);
        Assert.False(model.built);
        var error = Assert.Throws<KerasValueException>(() => model.summary());
        Assert.StartsWith("This model has not yet been built.", error.Message);
        model.build([null, 3]);
        Assert.Equal(4, model.weights.Count);
        Assert.Equal(11, model.count_params());

        var given = keras.Sequential([keras.layers.Dense(2, input_shape: [3])]);
        Assert.True(given.built);
        Assert.Equal([null, 2], given.output_shape!.Value);
        var input = keras.Sequential([keras.Input([3]), keras.layers.Dense(2)]);
        Assert.Single(input.layers);
        Assert.Equal([null, 3], input.input_shape!.Value);
    }

    [Fact]
    public void The_first_call_gives_the_shape_and_others_relax_it()
    {
        var model = keras.Sequential([keras.layers.Dense(2)]);
        model.apply(Op.Ones([5, 3]));
        Assert.Equal([5, 2], model.output_shape!.Value);
        model.apply(Op.Ones([4, 3]));
        Assert.Equal([null, 2], model.output_shape!.Value);
    }

    [Fact]
    public void Takes_layers_off_and_on()
    {
        var model = keras.Sequential([keras.layers.Dense(2, input_shape: [3], name: "a"), keras.layers.Dense(1, name: "b")]);
        model.pop();
        Assert.Equal([null, 2], model.output_shape!.Value);
        model.add(keras.layers.Dense(4, name: "c"));
        Assert.Equal([null, 4], model.output_shape!.Value);
        Assert.Equal("c", model.get_layer(index: -1).name);
        Assert.Same(model.layers[0], model.get_layer("a"));
        Assert.StartsWith("No such layer: b.", Assert.Throws<KerasValueException>(() => model.get_layer("b")).Message);
    }

    [Fact]
    public void Names_are_unique()
    {
        var error = Assert.Throws<KerasValueException>(() => keras.Sequential([keras.layers.Dense(1, name: "a"), keras.layers.Dense(1, name: "a")]));
        Assert.StartsWith("All layers added to a Sequential model should have unique names. Name \"a\" is already", error.Message);
    }

    [Fact]
    public void Data_adapt_to_the_input_as_in_Keras()
    {
        var model = keras.Sequential([keras.layers.Dense(1, input_shape: [1], kernel_initializer: "ones")]);
        Assert.Equal([1, 2, 3], ((Tensor)model.apply(Tensor.From<float>([1, 2, 3], 3))).ToArray<float>());
        var error = Assert.Throws<KerasShapeException>(() => model.predict(np.ones([4, 3]), verbose: 0));
        Assert.Contains("is incompatible with the layer: expected shape=(None, 1), found shape=(4, 3)", error.Message);
    }

    [Fact]
    public void The_configuration_makes_the_model_again()
    {
        var model = keras.Sequential([keras.layers.Embedding(10, 3, input_length: 4), keras.layers.GlobalAveragePooling1D(), keras.layers.Dense(1)]);
        Sequential again = Sequential.from_config(model.get_config());
        Assert.Equal(model.get_config().ToString(), again.get_config().ToString());
        again.set_weights(model.get_weights());
        NDArray x = NDArray.Over([1, 2, 3, 4], [1, 4]);
        Assert.Equal(model.predict(x, verbose: 0).ToArray<float>(), again.predict(x, verbose: 0).ToArray<float>());
    }

    [Fact]
    public void Weights_are_set_all_or_none()
    {
        var model = keras.Sequential([keras.layers.Dense(2, input_shape: [3])]);
        float[] before = model.get_weights()[0].ToArray<float>();
        Assert.Throws<KerasShapeException>(() => model.set_weights([np.ones([3, 2]), np.ones([3])]));
        Assert.Throws<KerasValueException>(() => model.set_weights([np.ones([3, 2])]));
        Assert.Equal(before, model.get_weights()[0].ToArray<float>());
    }
}
