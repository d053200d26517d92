"""The keys of histories when models are compiled one after the other: names of classes given as texts are counted apart, those of objects together."""
from harness import case, keras, np, sentence

# Metrics and weighted metrics, a text or a class of which an object is made; and whether the model runs eagerly.
MODELS = [
    (["AUC", "Precision"], [], False), (["AUC"], [], False), ([{"object": "AUC"}], [], False), ([{"object": "AUC"}, "AUC"], [], False), (["AUC", "AUC"], [], False), (["Recall", {"object": "Recall"}], [], False),
    (["AUC"], ["AUC"], False), ([{"object": "AUC"}], [{"object": "AUC"}, "mse"], False), (["AUC"], [], True), (["AUC", "Precision"], [], True), ([{"object": "AUC"}, {"object": "Precision"}], [], False), (["acc", "accuracy"], ["acc"], False),
]


def record():
    keras.backend.clear_session()
    x, y = np.zeros((4, 2), "float32"), np.array([0, 1, 0, 1.0])
    made = lambda given: [m if isinstance(m, str) else getattr(keras.metrics, m["object"])() for m in given]
    models = []
    for metrics, weighted, eager in MODELS:
        model = keras.Sequential([keras.layers.Dense(1, activation="sigmoid", input_shape=(2,))])
        model.compile("sgd", "mse", metrics=made(metrics), weighted_metrics=made(weighted), run_eagerly=eager)
        entry = {"metrics": metrics, "weighted": weighted, "eager": eager}
        try:
            entry |= {"history": list(model.fit(x, y, verbose=0).history), "evaluate": list(model.evaluate(x, y, verbose=0, return_dict=True))}
        except ValueError as e:
            entry |= {"error": sentence(e)}
        models.append(entry)
    case("metric_names", "history", {"kind": "history", "models": models, "last": keras.metrics.AUC().name})
