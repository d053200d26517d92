"""Text classification and TextVectorization; preprocessing layers: the same program as tests/KerasHost.Cli.Tests/TestScripts/guide_text_classification.csx."""
import re
import string

import numpy as np
import tensorflow as tf
import tf_keras as keras

keras.utils.set_random_seed(5)
docs = ["The movie was GREAT!<br />Really good.", "a terrible, terrible film", "Good acting; bad plot.", "bad bad BAD"]
labels = [1, 0, 1, 0]
raw = tf.data.Dataset.from_tensor_slices((docs, labels))
for text, label in raw.take(1):
    print(text)
    print(label)
def custom_standardization(input_data):
    lowercase = tf.strings.lower(input_data)
    stripped_html = tf.strings.regex_replace(lowercase, '<br />', ' ')
    return tf.strings.regex_replace(stripped_html, '[%s]' % re.escape(string.punctuation), '')
vectorize_layer = keras.layers.TextVectorization(standardize=custom_standardization, max_tokens=50, output_mode='int', output_sequence_length=6)
train_text = raw.batch(2).map(lambda x, y: x)
vectorize_layer.adapt(train_text)
def vectorize_text(text, label):
    text = tf.expand_dims(text, -1)
    return vectorize_layer(text), label
text_batch, label_batch = next(iter(raw.batch(4)))
first_review, first_label = text_batch[0], label_batch[0]
print("Review", first_review)
print("Label", first_label.numpy())
print("Vectorized review", vectorize_text(first_review, first_label))
print("2 ---> ", vectorize_layer.get_vocabulary()[2])
print("Vocabulary size: {}".format(len(vectorize_layer.get_vocabulary())))
train_ds = raw.batch(4).map(vectorize_text)
print(train_ds)
train_ds = train_ds.cache().prefetch(buffer_size=tf.data.AUTOTUNE)
model = keras.Sequential([keras.layers.Embedding(50, 16), keras.layers.Dropout(0.2), keras.layers.GlobalAveragePooling1D(), keras.layers.Dropout(0.2), keras.layers.Dense(1)])
model.compile(loss=keras.losses.BinaryCrossentropy(from_logits=True), optimizer='adam', metrics=keras.metrics.BinaryAccuracy(threshold=0.0))
ds = raw.batch(2).map(lambda t, l: (vectorize_layer(t), l))
history = model.fit(ds, validation_data=ds, epochs=3, verbose=0)
history_dict = history.history
print(history_dict.keys())
print([round(v, 4) for v in history_dict['loss']], [round(v, 4) for v in history_dict['val_loss']])
loss, accuracy = model.evaluate(ds, verbose=0)
print("Loss: ", round(loss, 4))
print("Accuracy: ", accuracy)
for mode in ("multi_hot", "count", "tf_idf"):
    layer = keras.layers.TextVectorization(output_mode=mode)
    layer.adapt(["a b c", "b c", "c"])
    print(mode, layer.get_vocabulary(), np.round(layer(["a b b", "d c"]).numpy(), 4).tolist())
layer = keras.layers.TextVectorization(ngrams=2)
layer.adapt(["a b", "b c"])
print(layer.get_vocabulary())
print(layer([["a b c"]]))
lookup = keras.layers.StringLookup()
lookup.adapt(["a", "b", "a"])
print(lookup.get_vocabulary(), lookup(["a", "z"]).numpy())
inverse = keras.layers.StringLookup(vocabulary=lookup.get_vocabulary(), invert=True)
print(inverse([1, 2, 0]))
onehot = keras.layers.StringLookup(vocabulary=["x", "y"], output_mode="one_hot")
print(onehot(["x", "y", "q"]))
tokenizer = keras.preprocessing.text.Tokenizer(num_words=10, oov_token="<OOV>")
sentences = ["I love my dog", "I love my cat", "You love my dog!", "Do you think my dog is amazing?"]
tokenizer.fit_on_texts(sentences)
word_index = tokenizer.word_index
print("\nWord Index = ", word_index)
sequences = tokenizer.texts_to_sequences(sentences)
print("\nSequences = ", sequences)
padded = keras.preprocessing.sequence.pad_sequences(sequences, maxlen=5, padding='post', truncating='post')
print("\nPadded Sequences:")
print(padded)
print(tokenizer.sequences_to_texts(sequences[:2]))
print(tokenizer.texts_to_matrix(["my dog"], mode="count"))
print(keras.preprocessing.text.text_to_word_sequence("Hello, World! It's me"), keras.preprocessing.text.one_hot("a b c", 50) is not None)
print(keras.utils.to_categorical([0, 2, 1], num_classes=3))
print(keras.preprocessing.text.hashing_trick("the cat", 100, hash_function='md5'))
print(tf.strings.join([["a", "b"], ["c", "d"]], separator="-"), tf.strings.length(["ab", "c"]).numpy(), tf.strings.upper("abc"), tf.strings.strip("  x "))
