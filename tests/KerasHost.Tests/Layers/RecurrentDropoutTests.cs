using KerasHost.Layers;

namespace KerasHost.Tests.Layers;

/// <summary>A recurrent layer that would drop everything is an error in training, as in the reference, whichever of its masks it is.</summary>
public class RecurrentDropoutTests
{
    [Theory]
    [InlineData(1.0, 0.1)]
    [InlineData(0.1, 1.0)]
    public void ARateOfOneIsAnError(double dropout, double recurrentDropout)
    {
        foreach (Layer layer in (Layer[])
        [
            keras.layers.LSTM(3, dropout: dropout, recurrent_dropout: recurrentDropout),
            keras.layers.GRU(3, dropout: dropout, recurrent_dropout: recurrentDropout),
            keras.layers.SimpleRNN(3, dropout: dropout, recurrent_dropout: recurrentDropout),
        ])
        {
            var model = keras.Sequential([keras.Input([4, 2]), layer]);
            model.compile("sgd", "mse");
            var error = Assert.Throws<KerasValueException>(() => model.fit(np.ones((2, 4, 2)), np.ones((2, 3)), verbose: 0));
            Assert.Contains("`rate` must be a scalar tensor or a float in the range [0, 1). Received: rate=1", error.Message);
        }
    }
}
