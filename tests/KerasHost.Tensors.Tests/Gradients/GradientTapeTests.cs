namespace KerasHost.Tests.Gradients;

public class GradientTapeTests
{
    [Fact]
    public void Watches_trainable_variables_and_tensors_on_request()
    {
        var trained = new Variable(Tensor.Scalar(3f));
        var still = new Variable(Tensor.Scalar(5f), trainable: false);
        Tensor x = Tensor.Scalar(2f);
        using var tape = new GradientTape(persistent: true);
        tape.watch(x);
        Tensor y = trained.value * still.value * x;
        Assert.Equal(10, tape.gradient(y, trained)!.ToDense().ToDouble());
        Assert.Null(tape.gradient(y, still));
        Assert.Equal(15, tape.gradient(y, x)!.ToDouble());
    }

    [Fact]
    public void Can_be_asked_once_unless_persistent()
    {
        Tensor x = Tensor.Scalar(2f);
        using var tape = new GradientTape();
        tape.watch(x);
        Tensor y = Op.Square(x);
        Assert.Equal(4, tape.gradient(y, x)!.ToDouble());
        var error = Assert.Throws<KerasException>(() => tape.gradient(y, x));
        Assert.StartsWith("A non-persistent GradientTape can only be used", error.Message);
    }

    [Fact]
    public void Does_not_record_inside_stop_recording_nor_through_stop_gradient()
    {
        Tensor x = Tensor.Scalar(2f);
        using var tape = new GradientTape(persistent: true);
        tape.watch(x);
        Tensor hidden;
        using (tape.stop_recording())
            hidden = Op.Square(x);
        Assert.Null(tape.gradient(hidden, x));
        Assert.Equal(4, tape.gradient(Op.Multiply(x, Op.StopGradient(Op.Square(x))), x)!.ToDouble());
    }

    [Fact]
    public void The_gradient_of_an_embedding_has_only_the_rows_that_were_used()
    {
        var table = new Variable(Op.Ones([100, 2]));
        using var tape = new GradientTape();
        Tensor y = Op.Sum(Op.Gather(table, Tensor.From<int>([7, 3, 7], 3)));
        Gradient gradient = tape.gradient(y, table)!;
        Assert.True(gradient.IsSparse);
        Assert.Equal([7, 3, 7], gradient.indices!.ToArray<int>());
        Assert.Equal(100, gradient.dense_shape[0]);
        float[] dense = gradient.ToDense().ToArray<float>();
        Assert.Equal(2, dense[14]);
        Assert.Equal(1, dense[6]);
        Assert.Equal(6, dense.Sum());
    }

    [Fact]
    public void An_index_outside_says_where()
    {
        var error = Assert.Throws<KerasValueException>(() => Op.Gather(Op.Ones([3, 2]), Tensor.From<int>([0, 1, 2, 3], [2, 2])));
        Assert.Equal("indices[1,1] = 3 is not in [0, 3)", error.Message);
    }

    [Fact]
    public void Batch_jacobian_holds_the_derivatives_within_each_sample()
    {
        Tensor x = Tensor.From<double>([1, 2, 3, 4, 5, 6], (2, 3));
        using var tape = new GradientTape(persistent: true);
        tape.watch(x);
        Tensor y = Op.Multiply(x, x);
        Tensor within = tape.batch_jacobian(y, x)!;
        Assert.Equal((Shape)(2, 3, 3), within.shape);
        Assert.Equal([2, 0, 0, 0, 4, 0, 0, 0, 6, 8, 0, 0, 0, 10, 0, 0, 0, 12], within.ToArray<double>());
        Tensor all = tape.jacobian(y, x)!;
        Assert.Equal((Shape)(2, 3, 2, 3), all.shape);
        Assert.Equal(within.ToArray<double>().Sum(), all.ToArray<double>().Sum());
        Assert.Null(tape.jacobian(y, new Variable(Tensor.Scalar(1.0))));
    }
}
