using KerasHost.Numpy;
using KerasHost.Python;
using static KerasHost.Python.builtins;

namespace KerasHost.Tests.Python;

// Expected texts are what CPython 3.11 with NumPy 1.26 prints for the statement in the comment.
public class BuiltinsTests
{
    [Fact]
    public void Print_writes_what_Python_writes()
    {
        // print([1, 14, 22]); print('a', 1, 2.0, None, True); print()
        Assert.Equal("[1, 14, 22]\na 1 2.0 None True\n\n", Printed(() =>
        {
            print(new List<int> { 1, 14, 22 });
            print("a", 1, 2.0, null, true);
            print();
        }));
        // print(['a']); print(None); print([1, 2], 'x'); print('x', 'y')
        Assert.Equal("['a']\nNone\n[1, 2] x\nx y\n", Printed(() =>
        {
            print(new[] { "a" });
            print(null);
            print(new[] { 1, 2 }, "x");
            print("x", "y");
        }));
        // print([1, 2]); print([1, 'a']); print([]); print([[1], [2, 3]])
        Assert.Equal("[1, 2]\n[1, 'a']\n[]\n[[1], [2, 3]]\n", Printed(() =>
        {
            print([1, 2]);
            print([1, "a"]);
            print([]);
            print(new List<List<int>> { new() { 1 }, new() { 2, 3 } });
        }));
        // print(np.array([1, 2]), (25000,), {'loss': [0.5]}); print([0.6545140147209167, 0.8585600256919861])
        Assert.Equal("[1 2] (25000,) {'loss': [0.5]}\n[0.6545140147209167, 0.8585600256919861]\n", Printed(() =>
        {
            print(np.array([1, 2]), np.zeros(25000).shape, new Dictionary<string, List<double>> { ["loss"] = [0.5] });
            print(new[] { 0.6545140147209167, 0.8585600256919861 });
        }));
        // print([np.array([1, 2]), np.float32(1.5)]); print((np.arange(3), 1))
        Assert.Equal("[array([1, 2]), 1.5]\n(array([0, 1, 2]), 1)\n", Printed(() =>
        {
            print(new List<NDArray> { np.array([1, 2]), 1.5f });
            print((np.arange(3), 1));
        }));
    }

    [Fact]
    public void Print_takes_its_keywords()
    {
        // print('a', 'b', sep=', ', end='!'); print('x', end=''); print(1, 2, 3, sep=''); print([1], end='\n\n')
        Assert.Equal("a, b!x123\n[1]\n\n", Printed(() =>
        {
            print("a", "b", sep: ", ", end: "!");
            print("x", end: "");
            print(1, 2, 3, sep: "");
            print(new[] { 1 }, end: "\n\n");
        }));
        Assert.Equal("1-2-3-4-5-6", Printed(() => print(1, 2, 3, 4, 5, 6, sep: "-", end: "", flush: true)));
    }

    [Fact]
    public void Sequences_behave_as_in_Python()
    {
        Assert.Equal([0, 1, 2], range(3));
        Assert.Equal([10, 7, 4, 1], range(10, 0, -3));
        Assert.Empty(range(5, 5));
        Assert.Equal(3, range(1, 10)[2]);
        Assert.Equal(9, range(1, 10)[-1]);
        Assert.Equal("range(0, 3)", str(range(3)));
        Assert.Equal("range(0, 9, 2)", str(range(0, 9, 2)));
        Assert.Equal(4, len(range(1, 9, 2)));
        Assert.Throws<KerasValueException>(() => range(0, 1, 0));
        Assert.Equal([(0, 'a'), (1, 'b')], enumerate("ab"));
        Assert.Equal("[(0, 'a'), (1, 'b')]", str(list(enumerate("ab"))));
        Assert.Equal([(1, "x"), (2, "y")], zip([1, 2, 3], new[] { "x", "y" }));
        Assert.Equal([3, 2, 1], reversed([1, 2, 3]));
        Assert.Equal(['a', 'b', 'n'], sorted(set("banana")));
        Assert.Equal(["Zoo", "ant", "bee"], sorted(["bee", "Zoo", "ant"]));
        Assert.Equal(["bb", "a"], sorted(["a", "bb"], key: s => s.Length, reverse: true));
        Assert.Equal([3, 2, 1], sorted([1, 3, 2], reverse: true));
        var d = dict([("a", 1), ("b", 2), ("a", 3)]);
        Assert.Equal("{'a': 3, 'b': 2}", str(d));
        Assert.Equal(2, len(d));
        Assert.Equal(5, len("h\u00e9llo"));
        Assert.Equal(2, len((1, 2)));
        Assert.Equal(3, len(np.zeros((3, 2))));
        Assert.Throws<KerasTypeException>(() => len(5));
        Assert.Throws<KerasTypeException>(() => len(np.array(5)));
        var it = iter([1]);
        Assert.Equal(1, next(it));
        Assert.Throws<InvalidOperationException>(() => next(it));
    }

    [Fact]
    public void Numbers_behave_as_in_Python()
    {
        Assert.Equal(6, sum([1, 2, 3]));
        Assert.Equal(0.75, sum([0.5, 0.25]));
        Assert.Equal(2, sum(new[] { true, false, true }));
        Assert.Equal(1, min([3, 1, 2]));
        Assert.Equal(3, max(3, 1, 2));
        Assert.Equal("ccc", max(["a", "ccc", "bb"], key: s => s.Length));
        Assert.Equal("B", min(["a", "B"]));
        Assert.Equal("max() arg is an empty sequence", Assert.Throws<KerasValueException>(() => max(new List<int>())).Message);
        Assert.Equal(5, abs(-5));
        Assert.Equal(1.5, abs(-1.5));
        // round(0.5), round(1.5), round(2.675, 2), round(1234.5, -2), round(0.15, 1)
        Assert.Equal(0, round(0.5));
        Assert.Equal(2, round(1.5));
        Assert.Equal(2.67, round(2.675, 2));
        Assert.Equal(1200, round(1234.5, -2));
        Assert.Equal(0.1, round(0.15, 1));
        Assert.Equal((-3, 1), divmod(-8, 3));
        Assert.Equal("6", str(sum(np.array([1, 2, 3]))));
        Assert.Equal("3", str(max(np.array([1, 3, 2]))));
    }

    [Fact]
    public void Text_behaves_as_in_Python()
    {
        Assert.Equal("--------------------", "-" * 20);
        Assert.Equal("", "ab" * -1);
        Assert.Equal("a b", " ".join(["a", "b"]));
        Assert.Equal("hi", "".join(new List<char> { 'h', 'i' }));
        // 'Train Epoch: {} [{}/{} ({:.0f}%)]\tLoss: {:.6f}\t ACC: {:.6f}'.format(1, 640, 25000, 2.557, 0.69314718, 50.0)
        Assert.Equal(
            "Train Epoch: 1 [640/25000 (3%)]\tLoss: 0.693147\t ACC: 50.000000",
            "Train Epoch: {} [{}/{} ({:.0f}%)]\tLoss: {:.6f}\t ACC: {:.6f}".format(1, 640, 25000, 2.557, 0.69314718, 50.0));
        // '{0}-{1}-{0}'.format('a', 'b'); '{{}} {!r:>5}'.format('x'); '{:>8}|{:<4}|'.format('ab', 3)
        Assert.Equal("a-b-a", "{0}-{1}-{0}".format("a", "b"));
        Assert.Equal("{}   'x'", "{{}} {!r:>5}".format("x"));
        Assert.Equal("      ab|3   |", "{:>8}|{:<4}|".format("ab", 3));
        Assert.Equal("0.50", format(np.mean(np.array([0.25, 0.75])), ".2f"));
        Assert.Throws<IndexOutOfRangeException>(() => "{} {}".format(1));
        Assert.Throws<KerasValueException>(() => "{".format(1));
        Assert.Equal(["a", "b", "c"], "  a b\t\nc ".split());
        Assert.Equal(["a", "b,c"], "a,b,c".split(",", 1));
        Assert.Equal("axbxc", "a-b-c".replace("-", "x"));
        Assert.Equal(2, "banana".count("an"));
        Assert.Equal("'it'", repr("it"));
        Assert.Equal(97, ord("a"));
        Assert.Equal("\U0001F600", chr(0x1F600));
    }

    [Fact]
    public void Dictionaries_and_lists_have_Pythons_methods()
    {
        var words = new Dictionary<int, string> { [1] = "the" };
        Assert.Equal("the", words.get(1, "<UNK>"));
        Assert.Equal("<UNK>", words.get(2, "<UNK>"));
        Assert.Null(words.get(2));
        Assert.Equal([(1, "the")], words.items());
        var list = new List<int> { 1, 2 };
        list.append(3);
        list.extend([4, 5]);
        Assert.Equal(5, list.pop());
        Assert.Equal(1, list.pop(0));
        Assert.Equal("[2, 3, 4]", str(list));
        Assert.Equal("pop from empty list", Assert.Throws<IndexOutOfRangeException>(() => new List<int>().pop()).Message);
    }

    [Fact]
    public void Text_files_open_read_and_write()
    {
        string path = Path.GetTempFileName();
        try
        {
            using (TextFile file = open(path, "w"))
                file.write("a\r\nb\nlast");
            Assert.Equal("a\nb\nlast", open(path).read());
            Assert.Equal(["a\n", "b\n", "last"], open(path, "r").readlines());
            using (TextFile file = open(path, "a"))
                file.write("!");
            Assert.EndsWith("last!", open(path).read());
            // open('nowhere.txt')
            Assert.Equal(
                "[Errno 2] No such file or directory: 'nowhere.txt'",
                Assert.Throws<FileNotFoundException>(() => open("nowhere.txt")).Message);
            Assert.Throws<KerasValueException>(() => open(path, "rb"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Paths_join_and_folders_appear()
    {
        string folder = os.path.join(Path.GetTempPath(), "kerashost-" + Guid.NewGuid().ToString("N"));
        Assert.False(os.path.exists(folder));
        os.mkdir(folder);
        try
        {
            Assert.True(os.path.isdir(folder));
            Assert.Throws<IOException>(() => os.mkdir(folder));
            os.makedirs(os.path.join(folder, "a", "b"));
            os.makedirs(os.path.join(folder, "a", "b"), exist_ok: true);
            Assert.Throws<IOException>(() => os.makedirs(os.path.join(folder, "a", "b")));
            Assert.Equal(["a"], os.listdir(folder));
            // os.path.join('a', 'b', '/c', 'ckpt_{epoch}'); os.path.basename('a/b.txt'); os.path.splitext('a/b.txt')
            Assert.Equal("/c/ckpt_{epoch}", os.path.join("a", "b", "/c", "ckpt_{epoch}"));
            Assert.Equal("b.txt", os.path.basename("a/b.txt"));
            Assert.Equal(("a/b", ".txt"), os.path.splitext("a/b.txt"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Slices_stand_for_colons()
    {
        NDArray a = np.arange(10);
        Assert.Equal("[1 3 5 7 9]", str(a[slice(1, null, 2)]));
        Assert.Equal("[0 1 2]", str(a[slice(3)]));
        Assert.Equal("[9 8 7 6 5 4 3 2 1 0]", str(a[slice(null, null, -1)]));
        Assert.Equal("[2 7]", str(a.reshape(2, 5)[Ellipsis, 2]));
    }

    private static string Printed(Action action)
    {
        TextWriter console = Console.Out;
        var text = new StringWriter();
        Console.SetOut(text);
        try
        {
            action();
        }
        finally
        {
            Console.SetOut(console);
        }
        return text.ToString();
    }
}
