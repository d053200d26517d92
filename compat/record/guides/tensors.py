"""Eager tensors, variables, automatic differentiation: the same program as tests/KerasHost.Cli.Tests/TestScripts/guide_tensors.csx."""
import numpy as np
import tensorflow as tf
import tf_keras as keras

rank_0 = tf.constant(4)
print(rank_0)
rank_1 = tf.constant([2.0, 3.0, 4.0])
print(rank_1)
rank_2 = tf.constant([[1, 2], [3, 4], [5, 6]], dtype=tf.float16)
print(rank_2)
a = tf.constant([[1, 2], [3, 4]])
b = tf.constant([[1, 1], [1, 1]])
print(tf.add(a, b), "\n")
print(tf.multiply(a, b), "\n")
print(tf.matmul(a, b), "\n")
print(a + b, "\n")
print(a * b, "\n")
c = tf.constant([[4.0, 5.0], [10.0, 1.0]])
print(tf.reduce_max(c))
print(tf.math.argmax(c))
print(tf.nn.softmax(c))
rank_4 = tf.zeros([3, 2, 4, 5])
print("Type of every element:", rank_4.dtype.name)
print("Number of axes:", rank_4.ndim)
print("Shape of tensor:", rank_4.shape)
print("Elements along axis 0 of tensor:", rank_4.shape[0])
print("Elements along the last axis of tensor:", rank_4.shape[-1])
print("Total number of elements (3*2*4*5): ", tf.size(rank_4).numpy())
r1 = tf.constant([0, 1, 1, 2, 3, 5, 8, 13, 21, 34])
print("First:", r1[0].numpy())
print("Last:", r1[-1].numpy())
print("Everything:", r1[:].numpy())
print("Before 4:", r1[:4].numpy())
print("From 4 to the end:", r1[4:].numpy())
print("From 2, before 7:", r1[2:7].numpy())
print("Every other item:", r1[::2].numpy())
print("Reversed:", r1[::-1].numpy())
x = tf.constant([[1], [2], [3]])
print(x.shape.as_list())
print(tf.reshape(x, [1, 3]))
rank_3 = tf.reshape(tf.range(30), [3, 2, 5])
print(tf.reshape(rank_3, [-1]))
print(tf.reshape(rank_3, [3, -1]))
print(rank_3[:, :, 4])
f64 = tf.constant([2.2, 3.3, 4.4], dtype=tf.float64)
print(tf.cast(tf.cast(f64, dtype=tf.float16), dtype=tf.uint8))
x = tf.constant([1, 2, 3])
y = tf.constant(2)
z = tf.constant([2, 2, 2])
print(tf.multiply(x, 2))
print(x * y)
print(x * z)
x = tf.reshape(x, [3, 1])
y = tf.range(1, 5)
print(x, "\n")
print(tf.multiply(x, y))
print(tf.broadcast_to(tf.constant([1, 2, 3]), [3, 3]))
print(tf.range(0.0, 1.0, 0.25), tf.range(3), tf.range(5, 0, -2), x / 2, 1 / tf.constant([2, 4]))
scalar_string_tensor = tf.constant("Gray wolf")
print(scalar_string_tensor)
tensor_of_strings = tf.constant(["Gray wolf", "Quick brown fox", "Lazy dog"])
print(tensor_of_strings)
print(tf.strings.split(scalar_string_tensor, sep=" "))
text = tf.constant("1 10 100")
print(tf.strings.to_number(tf.strings.split(text, " ")))
my_variable = tf.Variable([[1.0, 2.0], [3.0, 4.0]])
bool_variable = tf.Variable([False, False, False, True])
print("Shape: ", my_variable.shape)
print("DType: ", my_variable.dtype.name)
print("As NumPy: ", my_variable.numpy())
print("A variable:", my_variable)
print("\nViewed as a tensor:", tf.convert_to_tensor(my_variable))
print("\nIndex of highest value:", tf.math.argmax(my_variable))
a = tf.Variable([2.0, 3.0])
b = tf.Variable(a)
a.assign([5, 6])
print(a.numpy())
print(b.numpy())
print(a.assign_add([2, 3]).numpy())
print(a.assign_sub([7, 9]).numpy())
step_counter = tf.Variable(1, trainable=False)
print(step_counter)
x = tf.Variable(3.0)
with tf.GradientTape() as tape:
    y = x ** 2
dy_dx = tape.gradient(y, x)
print(dy_dx.numpy())
w = tf.Variable([[0.5, -1.0], [0.25, 2.0], [1.0, 1.0]], name='w')
b = tf.Variable(tf.zeros(2, dtype=tf.float32), name='b')
x = [[1., 2., 3.]]
with tf.GradientTape(persistent=True) as tape:
    y = x @ w + b
    loss = tf.reduce_mean(y ** 2)
[dl_dw, dl_db] = tape.gradient(loss, [w, b])
print(w.shape)
print(dl_dw.shape)
print(dl_dw)
my_vars = {'w': w, 'b': b}
grad = tape.gradient(loss, my_vars)
print(grad['b'])
x0 = tf.constant(3.0)
with tf.GradientTape() as tape:
    tape.watch(x0)
    y = x0 ** 2
print(tape.gradient(y, x0).numpy())
x = tf.Variable(2.0)
with tf.GradientTape() as t2:
    with tf.GradientTape() as t1:
        y = x * x * x
    dy_dx = t1.gradient(y, x)
d2y_dx2 = t2.gradient(dy_dx, x)
print('dy_dx:', dy_dx.numpy())
print('d2y_dx2.numpy():', d2y_dx2.numpy())
x = tf.linspace(-2.0, 2.0, 5)
delta = tf.Variable(0.0)
with tf.GradientTape() as tape:
    y = tf.nn.sigmoid(x + delta)
dy_dx = tape.jacobian(y, delta)
print(y.shape, dy_dx.shape)
print(np.round(dy_dx.numpy(), 5))
x = tf.constant([1, 3.0])
with tf.GradientTape(persistent=True) as tape:
    tape.watch(x)
    y = x * x
    z = y * y
print(tape.gradient(z, x).numpy(), tape.gradient(y, x).numpy())
x = tf.constant(1.0)
v0 = tf.Variable(2.0)
v1 = tf.Variable(2.0)
with tf.GradientTape(persistent=True) as tape:
    tape.watch(x)
    if x > 0.0:
        result = v0
    else:
        result = v1 ** 2
dv0, dv1 = tape.gradient(result, [v0, v1])
print(dv0)
print(dv1)
x = tf.Variable([1.0, 2.0])
with tf.GradientTape() as tape:
    y0 = x ** 2
    y1 = 1 / x
print(tape.gradient([y0, y1], x).numpy())
x = tf.Variable([1.0, 2.0])
with tf.GradientTape() as tape:
    y = x * 3
    loss = tf.reduce_sum(y)
    with tape.stop_recording():
        print(loss.numpy())
print(tape.gradient(loss, x))
print(tf.einsum('ij,jk->ik', tf.ones([2, 3]), tf.ones([3, 2])), tf.one_hot([0, 2], 3), tf.where(tf.constant([1, -1]) > 0, 1.0, 0.0))
print(tf.config.list_physical_devices('GPU'), len(tf.config.list_physical_devices()))
