"""Event files: what tf_keras's TensorBoard callback writes for a small run: plugin, tag, step, type, shape and numbers of each summary."""
import os
import tempfile

from harness import case, keras, np, tf


def events(folder):
    result = []
    for name in sorted(os.listdir(folder)):
        for event in tf.compat.v1.train.summary_iterator(os.path.join(folder, name)):
            for value in event.summary.value:
                plugin = value.metadata.plugin_data.plugin_name
                array = tf.make_ndarray(value.tensor)
                numbers = [] if array.dtype == object else np.asarray(array, "float64").ravel().tolist()
                result.append({"plugin": plugin, "content": value.metadata.plugin_data.content.decode("latin1") if plugin != "graph_keras_model" else "", "class": value.metadata.data_class,
                               "tag": value.tag, "step": event.step, "type": str(array.dtype), "shape": list(array.shape), "numbers": numbers})
    return result


def run(name, fit=None, **arguments):
    keras.backend.clear_session()
    keras.utils.set_random_seed(1)
    x = np.arange(20, dtype="float32").reshape(10, 2) / 20
    y = np.arange(10, dtype="float32") / 5
    m = keras.Sequential([keras.layers.Dense(3, input_shape=(2,)), keras.layers.Dense(1)])
    m.compile(keras.optimizers.SGD(0.1), "mse", metrics=["mae"])
    with tempfile.TemporaryDirectory() as folder:
        m.fit(x, y, epochs=2, batch_size=4, verbose=0, callbacks=[keras.callbacks.TensorBoard(folder, profile_batch=0, **arguments)], validation_data=(x, y))
        call = {"kind": "events", "arguments": arguments, "folders": {f: [e for e in events(os.path.join(folder, f)) if e["plugin"] != "graphs" and "run_graph" not in e["tag"]] for f in sorted(os.listdir(folder))}}
    case("events", name, call, seed=1)


def record():
    run("plain")
    run("histograms", histogram_freq=1)
    run("batches", update_freq="batch", write_graph=False)
    run("every_second_batch", update_freq=2, write_graph=False)
