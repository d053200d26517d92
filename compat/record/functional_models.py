"""Functional models, each a function of a Keras (tf_keras, or Keras 3 where it can) that returns the model. Used by record_functional.py."""


def chain(k):
    x = k.Input((4,))
    return k.Model(x, k.layers.Dense(2)(k.layers.Dense(3, activation="relu")(x)))


def text(k):
    ids = k.Input((None,), dtype="int32", name="ids")
    h = k.layers.Embedding(11, 5, mask_zero=True)(ids)
    h = k.layers.LSTM(4)(h)
    return k.Model(ids, k.layers.Dense(1, activation="sigmoid")(h), name="text")


def two_inputs(k):
    a, b = k.Input((4,), name="a"), k.Input((3,), name="b")
    h = k.layers.Concatenate()([k.layers.Dense(3, activation="tanh")(a), b])
    return k.Model([a, b], k.layers.Dense(2)(h))


def shared(k):
    a, b = k.Input((4,), name="a"), k.Input((4,), name="b")
    d = k.layers.Dense(3, name="twin")
    return k.Model([a, b], k.layers.Dot(axes=1, normalize=True)([d(a), d(b)]))


def residual(k):
    x = k.Input((5,))
    h = k.layers.Dense(5, activation="tanh")(x)
    h = k.layers.Add()([x, h])
    g = k.layers.Dense(5)(h)
    h = k.layers.add([h, g, x])
    return k.Model(x, k.layers.Dense(1)(h))


def merges(k):
    a, b = k.Input((3,), name="a"), k.Input((3,), name="b")
    m = k.layers.Multiply()([a, b])
    v = k.layers.Average()([a, b, m])
    h = k.layers.Maximum()([a, v])
    low = k.layers.Minimum()([b, v])
    s = k.layers.Subtract()([h, low])
    return k.Model([a, b], k.layers.Dense(2)(k.layers.concatenate([m, v, s], axis=1)))


def ranks(k):
    a, b = k.Input((4, 3), name="a"), k.Input((3,), name="b")
    h = k.layers.Multiply()([a, k.layers.RepeatVector(1)(b)])
    return k.Model([a, b], k.layers.GlobalAveragePooling1D()(k.layers.Dense(2)(h)))


def encoder_decoder(k):
    source, target = k.Input((None, 3), name="source"), k.Input((None, 2), name="target")
    _, h, c = k.layers.LSTM(4, return_state=True, name="encoder")(source)
    y, _, _ = k.layers.LSTM(4, return_sequences=True, return_state=True, name="decoder")(target, initial_state=[h, c])
    return k.Model([source, target], k.layers.Dense(2, activation="softmax")(y))


def bidirectional_states(k):
    x = k.Input((5, 3))
    y, fh, bh = k.layers.Bidirectional(k.layers.GRU(3, return_sequences=True, return_state=True))(x)
    z = k.layers.Bidirectional(k.layers.GRU(3))(y, initial_state=[fh, bh])
    return k.Model(x, k.layers.Dense(1)(z))


def heads(k):
    x = k.Input((4,), name="main_input")
    h = k.layers.Dense(6, activation="relu")(x)
    return k.Model(x, [k.layers.Dense(1, name="main_output")(h), k.layers.Dense(3, activation="softmax", name="aux_output")(h)])


def states_as_outputs(k):
    x = k.Input((5, 3))
    return k.Model(x, k.layers.LSTM(2, return_sequences=True, return_state=True)(x))


def nested(k):
    x = k.Input((4,))
    inner = k.Model(x, [k.layers.Dense(3, activation="tanh")(x), k.layers.Dense(2)(x)], name="inner")
    a, b = k.Input((4,)), k.Input((4,))
    (p, q), (r, s) = inner(a), inner(b)
    return k.Model([a, b], k.layers.Concatenate()([k.layers.Add()([p, r]), q, s]))


def nested_sequential(k):
    x = k.Input((4,))
    given = k.Sequential([k.Input((4,)), k.layers.Dense(3, activation="relu"), k.layers.Dense(3)], name="given")
    found = k.Sequential([k.layers.Dense(2)], name="found")
    return k.Model(x, [found(given(x)), given(x)])


def dictionaries(k):
    x = {"one": k.Input((3,), name="in_one"), "two": k.Input((2,), name="in_two")}
    h = k.layers.Concatenate()([x["two"], x["one"]])
    return k.Model(x, {"right": k.layers.Dense(2, name="r")(h), "left": k.layers.Dense(1, name="l")(h)})


def always_training(k):
    x = k.Input((4,))
    return k.Model(x, k.layers.Dense(2)(k.layers.Dropout(0.0)(x, training=True)))


def masks(k):
    a, b = k.Input((4,), dtype="int32", name="a"), k.Input((4,), dtype="int32", name="b")
    e = k.layers.Embedding(7, 3, mask_zero=True)
    f = k.layers.Embedding(7, 3)
    joined = k.layers.Concatenate()([e(a), e(b), f(a)])
    total = k.layers.Add()([e(a), e(b)])
    return k.Model([a, b], [k.layers.GRU(2, return_sequences=True)(joined), k.layers.LSTM(2)(total), k.layers.Concatenate(axis=1)([e(a), e(b)])])


def attention(k):
    q, v = k.Input((4, 3), name="q"), k.Input((5, 3), name="v")
    scores = k.layers.Dot(axes=(2, 2))([q, v])
    weights = k.layers.Activation("softmax")(scores)
    return k.Model([q, v], k.layers.Dot(axes=(2, 1))([weights, v]))


def autoencoder(k):
    x = k.Input((5, 3))
    h = k.layers.LSTM(4)(x)
    h = k.layers.RepeatVector(5)(h)
    h = k.layers.SimpleRNN(4, return_sequences=True)(h)
    return k.Model(x, k.layers.TimeDistributed(k.layers.Dense(3))(h))


def zigzag(k):
    x = k.Input((3,))
    a, b = k.layers.Dense(3, activation="tanh", name="a"), k.layers.Dense(3, name="b")
    return k.Model(x, a(b(a(b(a(x))))))


def part(k):
    x = k.Input((4,))
    h = k.layers.Dense(3, activation="relu", name="features")(x)
    whole = k.Model(x, k.layers.Dense(1, name="top")(h))
    return k.Model(whole.input, whole.get_layer("features").output)


def penalties(k):
    x = k.Input((4,))
    h = k.layers.Dense(3, kernel_regularizer=k.regularizers.L2(0.01), activity_regularizer=k.regularizers.L1(0.02))(x)
    h = k.layers.PReLU()(h)
    return k.Model(x, [k.layers.Dense(1)(h), k.layers.Dense(2, kernel_constraint=k.constraints.MaxNorm(0.5))(h)])


def frozen(k):
    x = k.Input((4,))
    d = k.layers.Dense(3, name="fixed", trainable=False)
    return k.Model(x, k.layers.Dense(1)(k.layers.Dense(2)(d(x))))


MODELS = [chain, text, two_inputs, shared, residual, merges, ranks, encoder_decoder, bidirectional_states, heads, states_as_outputs, nested,
          nested_sequential, dictionaries, always_training, masks, attention, autoencoder, zigzag, part, penalties, frozen]
