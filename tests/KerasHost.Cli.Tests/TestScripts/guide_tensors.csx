// Eager tensors, variables, automatic differentiation. compat/record/guides/tensors.py is the same program in Python.
var rank_0 = tf.constant(4);
print(rank_0);
var rank_1 = tf.constant([2.0, 3.0, 4.0]);
print(rank_1);
var rank_2 = tf.constant([[1, 2], [3, 4], [5, 6]], dtype: tf.float16);
print(rank_2);
var a = tf.constant([[1, 2], [3, 4]]);
var b = tf.constant([[1, 1], [1, 1]]);
print(tf.add(a, b), "\n");
print(tf.multiply(a, b), "\n");
print(tf.matmul(a, b), "\n");
print(a + b, "\n");
print(a * b, "\n");
var c = tf.constant([[4.0, 5.0], [10.0, 1.0]]);
print(tf.reduce_max(c));
print(tf.math.argmax(c));
print(tf.nn.softmax(c));
var rank_4 = tf.zeros([3, 2, 4, 5]);
print("Type of every element:", rank_4.dtype.name);
print("Number of axes:", rank_4.ndim);
print("Shape of tensor:", rank_4.shape);
print("Elements along axis 0 of tensor:", rank_4.shape[0]);
print("Elements along the last axis of tensor:", rank_4.shape[-1]);
print("Total number of elements (3*2*4*5): ", tf.size(rank_4).numpy());
var r1 = tf.constant([0, 1, 1, 2, 3, 5, 8, 13, 21, 34]);
print("First:", r1[0].numpy());
print("Last:", r1[-1].numpy());
print("Everything:", r1[..].numpy());
print("Before 4:", r1[..4].numpy());
print("From 4 to the end:", r1[4..].numpy());
print("From 2, before 7:", r1[2..7].numpy());
print("Every other item:", r1[slice(null, null, 2)].numpy());
print("Reversed:", r1[slice(null, null, -1)].numpy());
var x = tf.constant([[1], [2], [3]]);
print(x.shape.as_list());
print(tf.reshape(x, [1, 3]));
var rank_3 = tf.reshape(tf.range(30), [3, 2, 5]);
print(tf.reshape(rank_3, [-1]));
print(tf.reshape(rank_3, [3, -1]));
print(rank_3[.., .., 4]);
var f64 = tf.constant([2.2, 3.3, 4.4], dtype: tf.float64);
print(tf.cast(tf.cast(f64, dtype: tf.float16), dtype: tf.uint8));
x = tf.constant([1, 2, 3]);
var y = tf.constant(2);
var z = tf.constant([2, 2, 2]);
print(tf.multiply(x, 2));
print(x * y);
print(x * z);
x = tf.reshape(x, [3, 1]);
y = tf.range(1, 5);
print(x, "\n");
print(tf.multiply(x, y));
print(tf.broadcast_to(tf.constant([1, 2, 3]), [3, 3]));
print(tf.range(0.0, 1.0, 0.25), tf.range(3), tf.range(5, 0, -2), x / 2, 1 / tf.constant([2, 4]));
var scalar_string_tensor = tf.constant("Gray wolf");
print(scalar_string_tensor);
var tensor_of_strings = tf.constant(["Gray wolf", "Quick brown fox", "Lazy dog"]);
print(tensor_of_strings);
print(tf.strings.split(scalar_string_tensor, sep: " "));
var text = tf.constant("1 10 100");
print(tf.strings.to_number(tf.strings.split(text, " ")));
var my_variable = tf.Variable([[1.0, 2.0], [3.0, 4.0]]);
var bool_variable = tf.Variable([false, false, false, true]);
print("Shape: ", my_variable.shape);
print("DType: ", my_variable.dtype.name);
print("As NumPy: ", my_variable.numpy());
print("A variable:", my_variable);
print("\nViewed as a tensor:", tf.convert_to_tensor(my_variable));
print("\nIndex of highest value:", tf.math.argmax(my_variable));
var va = tf.Variable([2.0, 3.0]);
var vb = tf.Variable(va);
va.assign([5, 6]);
print(va.numpy());
print(vb.numpy());
print(va.assign_add([2, 3]).numpy());
print(va.assign_sub([7, 9]).numpy());
var step_counter = tf.Variable(1, trainable: false);
print(step_counter);
var vx = tf.Variable(3.0);
using (var tape = tf.GradientTape())
{
    y = tf.pow(vx, 2);
    print(tape.gradient(y, vx).numpy());
}
var w = tf.Variable([[0.5, -1.0], [0.25, 2.0], [1.0, 1.0]], name: "w");
var bias = tf.Variable(tf.zeros(2, dtype: tf.float32), name: "b");
using (var tape = tf.GradientTape(persistent: true))
{
    y = tf.matmul([[1.0, 2.0, 3.0]], w) + bias;
    var loss = tf.reduce_mean(tf.pow(y, 2));
    var grads = tape.gradient(loss, [w, bias]);
    print(w.shape);
    print(grads[0].shape);
    print(grads[0]);
    print(tape.gradient(loss, bias));
}
var x0 = tf.constant(3.0);
using (var tape = tf.GradientTape())
{
    tape.watch(x0);
    y = x0 * x0;
    print(tape.gradient(y, x0).numpy());
}
vx = tf.Variable(2.0);
using (var t2 = tf.GradientTape())
{
    Tensor dy_dx;
    using (var t1 = tf.GradientTape())
    {
        y = vx * vx * vx;
        dy_dx = t1.gradient(y, vx);
    }
    var d2y_dx2 = t2.gradient(dy_dx, vx);
    print("dy_dx:", dy_dx.numpy());
    print("d2y_dx2.numpy():", d2y_dx2.numpy());
}
x = tf.linspace(-2.0, 2.0, 5);
var delta = tf.Variable(0.0);
using (var tape = tf.GradientTape())
{
    y = tf.nn.sigmoid(x + delta);
    var dy_dx = tape.jacobian(y, delta);
    print(y.shape, dy_dx.shape);
    print(np.round(dy_dx.numpy(), 5));
}
x = tf.constant([1, 3.0]);
using (var tape = tf.GradientTape(persistent: true))
{
    tape.watch(x);
    y = x * x;
    z = y * y;
    print(tape.gradient(z, x).numpy(), tape.gradient(y, x).numpy());
}
x = tf.constant(1.0);
var v0 = tf.Variable(2.0);
var v1 = tf.Variable(2.0);
using (var tape = tf.GradientTape(persistent: true))
{
    tape.watch(x);
    Tensor result = (bool)(x > 0.0) ? v0 : tf.pow(v1, 2);
    var both = tape.gradient(result, [v0, v1]);
    print(both[0]);
    print(both[1]);
}
vx = tf.Variable([1.0, 2.0]);
using (var tape = tf.GradientTape())
{
    var y0 = tf.pow(vx, 2);
    var y1 = 1 / vx;
    print(tape.gradient([y0, y1], vx).numpy());
}
vx = tf.Variable([1.0, 2.0]);
using (var tape = tf.GradientTape())
{
    y = vx * 3;
    var loss = tf.reduce_sum(y);
    using (tape.stop_recording())
        print(loss.numpy());
    print(tape.gradient(loss, vx));
}
print(tf.einsum("ij,jk->ik", tf.ones([2, 3]), tf.ones([3, 2])), tf.one_hot([0, 2], 3), tf.where(tf.constant([1, -1]) > 0, 1.0, 0.0));
print(tf.config.list_physical_devices("GPU"), len(tf.config.list_physical_devices()));
