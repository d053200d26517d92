namespace KerasHost.Tests.Memory;

public class RepeatedRowsTests
{
    [Fact]
    public void The_gradient_of_a_mean_is_written_out_only_when_somebody_reads_it()
    {
        using StepScope scope = StepScope.Begin(new StepArena());
        using var tape = new GradientTape();
        Tensor x = Op.Ones([3, 5, 2]);
        tape.watch(x);
        Tensor gradient = tape.gradient(Op.Mean(x, [1]), x, Tensor.From<float>([1, 2, 3, 4, 5, 6], (3, 2)))!;

        Assert.Equal((5, 2), ((int)gradient.Repeated!.Times, (int)gradient.Repeated.RowLength));
        Tensor view = Op.Reshape(gradient, [15, 2]);
        Assert.NotNull(view.Repeated);
        Assert.Equal([.. Enumerable.Range(0, 30).Select(i => (i / 10 * 2 + i % 2 + 1) * (1 / 5f))], view.ToArray<float>());
        // The storage is one: whoever looks first writes for all.
        Assert.Null(gradient.Repeated);
        Assert.Equal(view.ToArray<float>(), gradient.ToArray<float>());
    }

    [Fact]
    public void Sums_over_repeated_rows_equal_those_over_written_ones()
    {
        using StepScope scope = StepScope.Begin(new StepArena());
        var random = new Random(1);
        foreach ((int rows, int times, int width, int table) in ((int, int, int, int)[])[(7, 3, 2, 4), (128, 500, 16, 1000), (40, 100, 33, 300), (1, 90_000, 1, 3)])
        {
            Tensor source = Tensor.From<float>([.. Enumerable.Range(0, rows * width).Select(_ => random.NextSingle())], (rows, 1, width));
            // Padding at the end of every sample: long runs of one index.
            Tensor indices = Tensor.From<int>([.. Enumerable.Range(0, rows * times).Select(i => i % times > times / 2 ? 0 : random.Next(table))], rows * times);
            Tensor repeated = Tensor.Repeating(RepeatedRows.Of(source, [rows, times, width])!, [rows * times, width], scope);
            Tensor sums = Op.ScatterAdd(indices, repeated, [table, width]);
            Assert.NotNull(repeated.Repeated);

            Tensor written = Op.Reshape(Op.BroadcastTo(source, [rows, times, width]), [rows * times, width]);
            float[] expected = new float[table * width], values = written.ToArray<float>();
            int[] at = indices.ToArray<int>();
            for (int i = 0; i < values.Length; i++)
                expected[at[i / width] * width + i % width] += values[i];
            Assert.Equal(expected, sums.ToArray<float>());
            Assert.Equal(expected, Op.ScatterAdd(indices, written, [table, width]).ToArray<float>());
            Assert.Equal(values, repeated.ToArray<float>());
        }
    }

    [Fact]
    public void Only_axes_side_by_side_repeat_whole_rows()
    {
        Tensor x = Op.Ones([2, 1, 3, 1]);
        Assert.Null(RepeatedRows.Of(x, [2, 4, 3, 5]));
        Assert.Null(RepeatedRows.Of(x, [2, 1, 3, 1]));
        Assert.Null(RepeatedRows.Of(x, [2, 0, 3, 1]));
        Assert.Equal(4, RepeatedRows.Of(x, [2, 4, 3, 1])!.Times);
        Assert.Equal(1, RepeatedRows.Of(x, [2, 1, 3, 6])!.RowLength);
        Assert.Equal(12, RepeatedRows.Of(Op.Ones([1, 1, 5]), [3, 4, 5])!.Times);
    }
}
