using KerasHost.Numpy;

namespace KerasHost.Tests.Numpy;

public class NDArrayTests
{
    [Fact]
    public void Literals_become_arrays_as_in_Python()
    {
        NDArray a = [[1, 2], [3, 4]];
        Assert.Equal(DType.Int64, a.dtype);
        Assert.Equal("[[1 2]\n [3 4]]", a.ToString());
        Assert.Equal("[1.  2.5]", np.array([1, 2.5]).ToString());
        Assert.Equal("array(['a', 'b'], dtype='<U1')", np.array(["a", "b"]).Repr());
        Assert.Equal("array([1., 2.], dtype=float32)", np.array(new float[] { 1, 2 }).Repr());
        Assert.Equal("[0 1 4]", np.array(Enumerable.Range(0, 3).Select(i => i * i)).ToString());
        Assert.Equal("(2, 3)", np.array(new List<List<double>> { new() { 1, 2, 3 }, new() { 4, 5, 6 } }).shape.ToString());
        Assert.Equal("[]", np.array(new List<int>()).ToString());
        Assert.Equal("(1, 2, 1)", np.array(new float[][][] { [[1], [2]] }).shape.ToString());
        Assert.Equal("(1, 1, 1, 2)", np.array(new double[1, 1, 1, 2]).shape.ToString());
    }

    [Fact]
    public void Lists_of_different_lengths_are_refused_in_NumPys_words()
    {
        // np.array([[1, 2], [3]]) in NumPy 1.26
        const string expected = "setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. The detected shape was (2,) + inhomogeneous part.";
        Assert.Equal(expected, Assert.Throws<KerasValueException>(() => NDArray.From(new List<object> { new[] { 1, 2 }, new[] { 3 } })).Message);
        Assert.Equal(expected, Assert.Throws<KerasValueException>(() => np.array([[1, 2], [3]])).Message);
        Assert.Equal(expected, Assert.Throws<KerasValueException>(() => np.array(new int[][] { [1, 2], [3] })).Message);
    }

    [Fact]
    public void Objects_keep_what_they_are()
    {
        NDArray a = np.array(new List<List<int>> { new() { 1, 2 }, new() { 3 } }.Select(l => l), dtype: np.object_);
        Assert.Equal("(2,)", a.shape.ToString());
        // NumPy 1.26: print(np.array([[1, 2], [3]], dtype=object))
        Assert.Equal("[list([1, 2]) list([3])]", a.ToString());
        Assert.Equal("[1, 2]", a[0].ToString());
        a[0] = new[] { 7 };
        Assert.Equal("[list([7]) list([3])]", a.ToString());
    }

    [Fact]
    public void Slices_are_views_and_scalars_are_values()
    {
        NDArray a = np.arange(10);
        NDArray view = a[2..5];
        NDArray scalar = a[2];
        view[0] = 100;
        Assert.Equal(100, (int)a[2]);
        Assert.Equal("2", scalar.ToString());
        a[..] = 1;
        Assert.Equal("[1 1 1]", view.ToString());
        NDArray b = np.arange(6);
        b[1..] = b[..^1];
        Assert.Equal("[0 0 1 2 3 4]", b.ToString());
        b[b > 1] = -1;
        Assert.Equal("[ 0  0  1 -1 -1 -1]", b.ToString());
        b[0] += 5;
        b[3..] *= 2;
        Assert.Equal("[ 5  0  1 -2 -2 -2]", b.ToString());
    }

    [Fact]
    public void In_place_operators_write_into_the_same_memory()
    {
        NDArray a = np.arange(3), b = a;
        a += 1;
        Assert.Equal("[1 2 3]", b.ToString());
        // NumPy 1.26: a = np.arange(3); a += 0.5
        Assert.Equal(
            "Cannot cast ufunc 'add' output from dtype('float64') to dtype('int64') with casting rule 'same_kind'",
            Assert.Throws<KerasTypeException>(() => a += 0.5).Message);
    }

    [Fact]
    public void Scalars_convert_and_decide()
    {
        NDArray a = np.array([1.5, 2.5]);
        Assert.Equal(1.5, (double)a[0]);
        Assert.Equal(2, (int)a[1]);
        Assert.Equal(2.5f, a[1].item<float>());
        Assert.Equal("x", (string)np.array(["x", "y"])[0]);
        bool taken = false;
        if (a[1] > a[0])
            taken = true;
        Assert.True(taken);
        Assert.Throws<KerasValueException>(() => a > 1 ? 1 : 0);
        Assert.Throws<KerasValueException>(() => (double)a);
        Assert.Equal(new List<object?> { 1.5, 2.5 }, (List<object?>)a.tolist()!);
        Assert.Equal(1L, np.array([1])[0].item());
    }

    [Fact]
    public void Arrays_iterate_over_their_first_axis()
    {
        NDArray a = [[1, 2], [3, 4]];
        Assert.Equal(["[1 2]", "[3 4]"], a.Select(row => row.ToString()));
        Assert.Equal([1, 2], a[0].Select(x => (int)x));
        Assert.Throws<KerasTypeException>(() => a[0, 0].ToList());
    }

    [Fact]
    public void Typed_access_shares_memory_where_it_can()
    {
        float[] data = [1, 2, 3, 4];
        NDArray a = NDArray.Over(data, [2, 2]);
        a.AsSpan<float>()[3] = 9;
        Assert.Equal(9, data[3]);
        Assert.Throws<KerasTypeException>(() => a.AsSpan<double>().Length);
        Assert.Throws<KerasValueException>(() => a.T.AsSpan<float>().Length);
        Assert.Equal([1.0, 3.0, 2.0, 9.0], a.T.ToArray<double>());
        Assert.Throws<KerasShapeException>(() => NDArray.Over(data, [3]));
    }

    [Fact]
    public void BFloat16_is_stored_rounded()
    {
        NDArray a = np.array([1.0, 1 / 3.0]).astype("bfloat16");
        // ml_dtypes: np.array([1, 1/3]).astype(bfloat16) prints [1 0.333984]
        Assert.Equal("[1 0.333984]", a.ToString());
        Assert.Equal("bfloat16", (a + a).dtype.name);
        Assert.Equal(0.333984375, (double)a[1]);
    }

    [Fact]
    public void Shapes_change_by_sizes_tuples_and_lists()
    {
        NDArray a = np.arange(6);
        Assert.Equal("(2, 3)", a.reshape(2, -1).shape.ToString());
        Assert.Equal("(3, 2)", a.reshape((3, -1)).shape.ToString());
        Assert.Equal("(1, 6)", np.reshape(a, [1, -1]).shape.ToString());
        Assert.Equal("(1, 6)", a.reshape([1, -1]).shape.ToString());
        Assert.Equal("(6, 1)", a[.., np.newaxis].shape.ToString());
        Assert.Equal("(2, 3)", np.zeros((2, 3)).shape.ToString());
        Assert.Equal("(4,)", np.ones(4).shape.ToString());
        a.reshape(2, 3)[0, 0] = 42;
        Assert.Equal(42, (int)a[0]);
    }

    [Fact]
    public void Files_come_back()
    {
        string folder = Directory.CreateTempSubdirectory("kerashost").FullName;
        try
        {
            string npy = Path.Combine(folder, "a"), npz = Path.Combine(folder, "b.npz");
            NDArray a = np.arange(6).reshape(2, 3).T;
            np.save(npy, a);
            Assert.True(np.array_equal(a, np.load(npy + ".npy")));
            np.savez(npz, new() { ["x"] = a, ["y"] = np.array(["p", "qq"]) });
            NDArray loaded = np.load(npz);
            Assert.True(np.array_equal(a, loaded["x"]));
            Assert.Equal("['p' 'qq']", loaded["y"].ToString());
            Assert.Equal(["x", "y"], ((NpzArchive)loaded).files);
            np.savez(npz, a, a + 1);
            Assert.True(np.array_equal(a + 1, np.load(npz)["arr_1"]));
            Assert.Throws<KeyNotFoundException>(() => np.load(npz)["z"]);
            Assert.Throws<KerasTypeException>(() => a["x"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Tables_of_text_load()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "a,b,c\n1,2,3 # note\n\n4,5,-6e1\n");
            // NumPy 1.26: np.loadtxt(path, delimiter=',', skiprows=1)
            Assert.Equal("[[  1.   2.   3.]\n [  4.   5. -60.]]", np.loadtxt(path, delimiter: ",", skiprows: 1).ToString());
            Assert.Equal("[[  3.   1.]\n [-60.   4.]]", np.loadtxt(path, delimiter: ",", skiprows: 1, usecols: [2, 0]).ToString());
            File.WriteAllText(path, "1\n2\n");
            Assert.Equal("[1. 2.]", np.loadtxt(path).ToString());
            File.WriteAllText(path, "1 2\n3\n");
            Assert.Equal(
                "the number of columns changed from 2 to 1 at row 2; use `usecols` to select a subset and avoid this error",
                Assert.Throws<KerasValueException>(() => np.loadtxt(path)).Message);
            File.WriteAllText(path, "1 x\n");
            Assert.Equal("could not convert string to float: 'x'", Assert.Throws<KerasValueException>(() => np.loadtxt(path)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Print_options_hold_for_all_arrays()
    {
        try
        {
            np.set_printoptions(precision: 2, suppress: true);
            // NumPy 1.26: np.set_printoptions(precision=2, suppress=True); print(np.array([1e-5, 1.23456]))
            Assert.Equal("[0.   1.23]", np.array([1e-5, 1.23456]).ToString());
        }
        finally
        {
            np.set_printoptions(8, 1000, 3, 75, false);
        }
    }

    [Fact]
    public void An_array_of_arrays_is_set_as_blocks()
    {
        NDArray a = np.zeros(2, dtype: np.object_);
        NDArray inner = [[1, 2], [3, 4]];
        a[0] = NDArray.OfObjects([inner])[0];
        a[1] = "x";
        // NumPy 1.26: a = np.empty(2, object); a[0] = np.array([[1, 2], [3, 4]]); a[1] = 'x'; print(a)
        Assert.Equal("[array([[1, 2],\n        [3, 4]]) 'x']", a.ToString());
    }

    [Fact]
    public void Names_of_types_and_values_are_NumPys()
    {
        Assert.Equal("float32", np.float32.ToString());
        Assert.Equal(DType.Bool, np.bool_);
        Assert.True(double.IsNaN(np.nan));
        Assert.Equal("(3,)", np.random.rand(3).shape.ToString());
        Assert.Equal("()", np.random.random().shape.ToString());
        Assert.Equal("(2, 2)", np.random.random((2, 2)).shape.ToString());
    }
}
