using KerasHost.Initializers;

namespace KerasHost.Tests.Layers;

public class FirstValueTests
{
    [Fact]
    public void A_tensor_that_a_script_s_initializer_keeps_is_not_trained()
    {
        Tensor kept = Tensor.From<float>([1, 1, 1, 1, 1, 1, 1, 1], [4, 2]);
        InitializerFn mine = (_, _) => kept;
        var model = keras.Sequential([keras.layers.Dense(2, kernel_initializer: mine, input_shape: [4])]);
        model.compile(keras.optimizers.SGD(0.5), "mse");
        model.fit(np.ones([4, 4]), np.zeros([4, 2]), verbose: 0);
        Assert.NotEqual(1f, model.weights[0].value.ToArray<float>()[0]);
        Assert.All(kept.ToArray<float>(), value => Assert.Equal(1f, value));
    }
}
