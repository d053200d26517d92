// Temperature by an LSTM in both directions of time.
//
//   kerashost run scripts/revisiting_rnns/bidirectional_lstm.csx [-- epochs [steps]]
//
// The model of the tutorial, which leaves the data and the training to the reader: see temperature.csx. `epochs` (20) and the `steps` of
// an epoch (500) can be set.
#load "temperature.csx"

using static KerasHost.keras.models;
using layers = KerasHost.keras.layers;

int epochs = args.Length > 0 ? int.Parse(args[0]) : 20;
int steps = args.Length > 1 ? int.Parse(args[1]) : 500;

var model = Sequential();
model.add(layers.Bidirectional(layers.LSTM(32), input_shape: [null, float_data.shape[^1]]));
model.add(layers.Dense(1));
model.summary();
train_and_evaluate(model, epochs, steps);
