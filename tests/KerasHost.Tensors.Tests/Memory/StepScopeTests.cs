namespace KerasHost.Tests.Memory;

public class StepScopeTests
{
    [Fact]
    public void A_tensor_is_dead_when_its_step_has_ended_and_says_so()
    {
        Tensor x;
        using (StepScope.Begin(new StepArena()))
            x = Op.Ones([2, 3]);
        var error = Assert.Throws<KerasValueException>(() => x.ToArray<float>());
        Assert.Contains("out of scope", error.Message);
        Assert.Contains("(2, 3)", error.Message);
    }

    [Fact]
    public void Steps_use_the_same_memory_again()
    {
        var arena = new StepArena();
        long capacity = 0;
        for (int step = 0; step < 5; step++)
        {
            using (StepScope.Begin(arena))
                for (int i = 0; i < 40; i++)
                    Op.Ones([256, 256]);
            if (step == 1)
                capacity = arena.Capacity;
        }
        Assert.Equal(capacity, arena.Capacity);
        Assert.InRange(arena.Capacity, 40L * 256 * 256 * 4, 60L * 256 * 256 * 4);
    }

    [Fact]
    public void A_scope_belongs_to_its_thread()
    {
        using (StepScope.Begin(new StepArena()))
        {
            Tensor? other = null;
            var thread = new Thread(() => other = Op.Ones([2]));
            thread.Start();
            thread.Join();
            Tensor outside;
            using (StepScope.Suspend())
                outside = Op.Ones([3]);
            Assert.NotNull(StepScope.Current);
            Assert.Equal(2, other!.ToArray<float>().Length);
            Assert.Equal([1, 1, 1], outside.ToArray<float>());
        }
        Assert.Null(StepScope.Current);
    }

    [Fact]
    public void Who_took_the_value_of_a_variable_keeps_the_old_numbers()
    {
        var variable = new Variable(Tensor.From<float>([1, 2], 2));
        Tensor before = variable.value;
        Tensor view = Op.Reshape(before, [2, 1]);
        variable.assign(Tensor.From<float>([3, 4], 2));
        Assert.Equal([1, 2], before.ToArray<float>());
        Tensor middle = variable.value;
        using (StepScope.Begin(new StepArena()))
            variable.UpdateInPlace().AsSpan<float>().Fill(9);
        Assert.Equal([1, 2], view.ToArray<float>());
        Assert.Equal([3, 4], middle.ToArray<float>());
        Assert.Equal([9, 9], variable.value.ToArray<float>());
    }

    [Fact]
    public void A_state_assigned_twice_in_a_step_leaves_what_the_step_took()
    {
        var state = new Variable(Tensor.From<float>([1], 1), false);
        for (int step = 0; step < 3; step++)
            using (StepScope.Begin(new StepArena()))
            {
                float start = 1 + 2 * step;
                Tensor first = state.value;
                state.assign(Tensor.From<float>([start + 1], 1));
                Tensor second = state.value;
                state.assign(Tensor.From<float>([start + 2], 1));
                Assert.Equal([start], first.ToArray<float>());
                Assert.Equal([start + 1], second.ToArray<float>());
                Assert.Equal([start + 2], state.value.ToArray<float>());
            }
    }

    [Fact]
    public void Wrong_values_for_a_variable_are_errors_and_change_nothing()
    {
        var variable = new Variable(Tensor.From<float>([1, 2], 2), name: "w:0");
        Assert.Throws<KerasShapeException>(() => variable.assign(Tensor.From<float>([1], 1)));
        Assert.Throws<KerasTypeException>(() => variable.assign(Tensor.From<int>([1, 2], 2)));
        Assert.Equal([1, 2], variable.value.ToArray<float>());
        Assert.Equal("<tf.Variable 'w:0' shape=(2,) dtype=float32, numpy=array([1., 2.], dtype=float32)>", variable.ToString());
    }
}
