using KerasHost.Engines;

namespace KerasHost.Tensors.Tests.Engines;

/// <summary>Moving elements without changing them.</summary>
public class LayoutContractTests : EngineContract
{
    [Theory]
    [MemberData(nameof(Engines))]
    public void TransposesOfEveryType(string name)
    {
        IEngine engine = Named(name);
        (int[] Shape, int[] Permutation)[] cases =
        [
            ([], []), ([5], [0]), ([3, 4], [1, 0]), ([3, 4], [0, 1]), ([65, 33], [1, 0]), ([100, 129], [1, 0]), ([2, 3, 4], [2, 0, 1]), ([2, 3, 4], [1, 0, 2]), ([4, 50, 16], [1, 0, 2]), ([2, 3, 4], [0, 2, 1]),
            ([2, 3, 4], [2, 1, 0]), ([2, 3, 4, 5], [0, 2, 1, 3]), ([2, 3, 4, 5], [3, 1, 0, 2]), ([2, 1, 4, 1, 2], [4, 3, 2, 1, 0]), ([0, 3], [1, 0]),
        ];
        foreach (DType type in AllTypes)
            foreach ((int[] shape, int[] permutation) in cases)
            {
                Tensor x = RandomTensor(type, shape, 1), y = Empty(type, (int[])[.. permutation.Select(p => shape[p])]);
                engine.Transpose(x, permutation, y);
                AssertMoved(x, y, at =>
                {
                    var from = new int[at.Length];
                    for (int i = 0; i < at.Length; i++)
                        from[permutation[i]] = at[i];
                    return from;
                }, $"{name} transpose {type}");
            }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void SlicesAndTheirGradient(string name)
    {
        IEngine engine = Named(name);
        (int[] Shape, int[] Start, int[] Step, int[] Size)[] cases =
        [
            ([], [], [], []), ([10], [0], [1], [10]), ([10], [2], [3], [3]), ([10], [9], [-1], [10]), ([10], [8], [-4], [3]), ([10], [3], [1], [0]), ([6, 33], [1, 2], [1, 1], [3, 17]), ([6, 33], [5, 30], [-2, -3], [3, 10]),
            ([4, 5, 6], [0, 4, 0], [1, -1, 1], [4, 5, 6]), ([4, 5, 6], [1, 0, 5], [2, 1, 1], [2, 5, 1]), ([0, 3], [0, 0], [1, 1], [0, 2]), ([3, 500, 7], [0, 250, 0], [1, 1, 1], [3, 1, 7]),
        ];
        foreach (DType type in AllTypes)
            foreach ((int[] shape, int[] start, int[] step, int[] size) in cases)
            {
                Tensor x = RandomTensor(type, shape, 2), y = Empty(type, size);
                int[] From(int[] at) => [.. at.Select((i, axis) => start[axis] + i * step[axis])];
                engine.Slice(x, start, step, y);
                AssertMoved(x, y, From, $"{name} slice {type}");
                if (!type.is_floating)
                    continue;
                double[] expected = Values(x);
                for (int i = 0; i < y.Length; i++)
                    expected[Position(x.shape, From(Indices(y.shape, i)))] += y.ElementAsDouble(i);
                engine.SliceAdd(y, start, step, x);
                AssertClose(expected, x, 0.51, $"{name} add to slice {type}");
            }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Concatenations(string name)
    {
        IEngine engine = Named(name);
        (int[][] Shapes, int Axis)[] cases =
            [([[3]], 0), ([[3], [4]], 0), ([[3], [0], [2]], 0), ([[2, 3], [4, 3]], 0), ([[2, 3], [2, 1], [2, 33]], 1), ([[2, 3, 4], [2, 5, 4]], 1), ([[2, 3, 4], [2, 3, 1]], 2), ([[0, 3], [0, 2]], 1)];
        foreach (DType type in AllTypes)
            foreach ((int[][] shapes, int axis) in cases)
            {
                Tensor[] inputs = [.. shapes.Select((s, i) => RandomTensor(type, s, i))];
                Tensor y = Empty(type, inputs[0].shape.With(axis, shapes.Sum(s => s[axis])));
                engine.Concat(inputs, axis, y);
                var expected = new double[y.Length];
                for (int i = 0; i < expected.Length; i++)
                {
                    int[] at = Indices(y.shape, i);
                    int input = 0;
                    for (; at[axis] >= shapes[input][axis]; input++)
                        at[axis] -= shapes[input][axis];
                    expected[i] = inputs[input].ElementAsDouble(Position(inputs[input].shape, at));
                }
                AssertClose(expected, y, 0, $"{name} concat {type}");
            }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void TilesAndBroadcasts(string name)
    {
        IEngine engine = Named(name);
        (int[] X, int[] Y)[] tiles = [([], []), ([3], [6]), ([3], [0]), ([2, 3], [4, 3]), ([2, 3], [2, 9]), ([2, 3, 17], [4, 9, 34]), ([1, 5], [4, 5]), ([5, 1], [5, 33]), ([0, 2], [0, 4])];
        (int[] X, int[] Y)[] broadcasts = [([], []), ([], [5]), ([1], [0]), ([3], [4, 3]), ([4, 1], [4, 33]), ([4, 1, 16], [4, 50, 16]), ([2, 1, 3, 1], [5, 2, 4, 3, 6]), ([7], [7]), ([0], [2, 0])];
        foreach (DType type in AllTypes)
        {
            foreach ((int[] from, int[] to) in tiles)
            {
                Tensor x = RandomTensor(type, from, 3), y = Empty(type, to);
                engine.Tile(x, y);
                AssertMoved(x, y, at => [.. at.Select((i, axis) => i % from[axis])], $"{name} tile {type}");
            }
            foreach ((int[] from, int[] to) in broadcasts)
            {
                Tensor x = RandomTensor(type, from, 4), y = Empty(type, to);
                engine.Broadcast(x, y);
                AssertClose([.. Enumerable.Range(0, y.Length).Select(i => x.ElementAsDouble(Meets(x.shape, y.shape, i)))], y, 0, $"{name} broadcast {type} {x.shape} to {y.shape}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Gathers(string name)
    {
        IEngine engine = Named(name);
        (int[] X, int[] Indices, int Axis)[] cases =
            [([5], [7], 0), ([5], [], 0), ([5, 16], [3, 4], 0), ([5, 17], [300], 0), ([3, 5], [4], 1), ([3, 5, 2], [2, 2], 1), ([3, 5, 2], [6], 2), ([5, 0], [3], 0), ([5, 3], [0], 0), ([5, 1], [9], 0)];
        foreach (DType type in AllTypes)
            foreach (DType indexType in (DType[])["int32", "int64"])
                foreach ((int[] shape, int[] indexShape, int axis) in cases)
                {
                    Tensor x = RandomTensor(type, shape, 5), indices = Make(indexType, indexShape, i => i * 7 % shape[axis]);
                    Tensor y = Empty(type, (int[])[.. shape[..axis], .. indexShape, .. shape[(axis + 1)..]]);
                    engine.Gather(x, indices, axis, y);
                    AssertMoved(x, y, at =>
                    {
                        int index = (int)indices.ElementAsDouble(Position(indices.shape, at[axis..(axis + indexShape.Length)]));
                        return [.. at[..axis], index, .. at[(axis + indexShape.Length)..]];
                    }, $"{name} gather {type}");
                }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void ScatteredSums(string name)
    {
        IEngine engine = Named(name);
        foreach (DType type in FloatTypes)
            foreach (DType indexType in (DType[])["int32", "int64"])
                foreach ((int rows, int width, int count) in ((int, int, int)[])[(5, 1, 9), (5, 16, 40), (7, 3, 100), (1000, 16, 6400), (1, 33, 50), (4, 5, 0), (4, 0, 3), (3, 2000, 9)])
                {
                    var random = new Random(6);
                    // Quarters add up exactly in every type's range here, so that the order of additions does not show.
                    Tensor indices = Make(indexType, count, _ => random.Next(rows));
                    Tensor updates = Make(type, [count, width], i => i % 5 / 4.0), y = Make(type, [rows, width], i => i % 3);
                    double[] expected = Values(y);
                    for (int i = 0; i < updates.Length; i++)
                        expected[(int)indices.ElementAsDouble(i / width) * width + i % width] += updates.ElementAsDouble(i);
                    engine.ScatterAdd(indices, updates, y);
                    AssertClose(expected, y, 0.51, $"{name} scatter {type} ({rows}, {width}) {count}");
                }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void FirstIndexOutside(string name)
    {
        IEngine engine = Named(name);
        foreach (DType type in (DType[])["int32", "int64"])
            foreach (int size in (int[])[0, 1, 15, 16, 17, 1003, 100_000])
            {
                Assert.Equal(-1, engine.FirstOutside(Make(type, size, i => i % 10), 10));
                foreach (int at in (int[])[0, 5, size / 2, size - 1])
                    if (at >= 0 && at < size)
                    {
                        Assert.Equal(at, engine.FirstOutside(Make(type, size, i => i >= at && i % 2 == at % 2 ? -1 : i % 10), 10));
                        Assert.Equal(at, engine.FirstOutside(Make(type, size, i => i >= at && i % 2 == at % 2 ? 10 : i % 10), 10));
                    }
            }
    }

    private static void AssertMoved(Tensor x, Tensor y, Func<int[], int[]> from, string what) =>
        AssertClose([.. Enumerable.Range(0, y.Length).Select(i => x.ElementAsDouble(Position(x.shape, from(Indices(y.shape, i)))))], y, 0, $"{what} {x.shape} to {y.shape}");
}
