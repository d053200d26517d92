using KerasHost.RandomNumbers;

namespace KerasHost.Tests.RandomNumbers;

public class NumPyRandomStateTests
{
    private static readonly double[] s_eighths = Enumerable.Range(1, 8).Select(k => k / 36.0).ToArray();

    // np.random.RandomState(n).permutation(10)
    [Theory]
    [InlineData(0, "2 8 4 9 1 6 7 3 0 5")]
    [InlineData(1, "2 9 6 4 0 3 1 7 8 5")]
    [InlineData(42, "8 1 5 0 7 2 9 4 3 6")]
    [InlineData(113, "9 3 6 1 0 7 4 8 2 5")]
    public void Permutation(long seed, string order) =>
        Assert.Equal(Hex.Numbers(order), new NumPyRandomState(seed).Permutation(10));

    // RandomState(42): rand(3); randn(4); randint(0, 100, 6); each with repr and from the start
    [Fact]
    public void Doubles_normals_and_integers()
    {
        var uniform = new double[3];
        new NumPyRandomState(42).RandomSample(uniform);
        Assert.Equal([0.3745401188473625, 0.9507143064099162, 0.7319939418114051], uniform);
        var normal = new double[4];
        new NumPyRandomState(42).Randn(normal);
        Assert.Equal([0.4967141530112327, -0.13826430117118466, 0.6476885381006925, 1.5230298564080254], normal);
        var integers = new long[6];
        new NumPyRandomState(42).RandInt(integers, 0, 100);
        Assert.Equal(Hex.Numbers("51 92 14 71 60 20"), integers);
    }

    // r = RandomState(42); [r.choice(8, p=np.arange(1, 9) / 36) for _ in range(8)]
    [Fact]
    public void Choice_with_probabilities()
    {
        var random = new NumPyRandomState(42);
        var one = new long[1];
        var drawn = new List<long>();
        for (int k = 0; k < 8; k++)
        {
            random.Choice(one, s_eighths);
            drawn.Add(one[0]);
        }
        Assert.Equal(Hex.Numbers("4 7 6 6 2 2 1 7"), drawn);
    }

    // r = RandomState(42); [r.multinomial(1, np.arange(1, 9) / 36).argmax() for _ in range(8)]
    [Fact]
    public void Multinomial_of_one_trial()
    {
        var random = new NumPyRandomState(42);
        var counts = new long[8];
        var drawn = new List<long>();
        for (int k = 0; k < 8; k++)
        {
            random.Multinomial(counts, 1, s_eighths);
            Assert.Equal(1, counts.Sum());
            drawn.Add(Array.IndexOf(counts, 1));
        }
        Assert.Equal(Hex.Numbers("1 5 3 7 6 7 1 7"), drawn);
    }

    // keras.datasets.imdb.load_data(seed=113): rng = RandomState(113); rng.shuffle(arange(25000)) for train, then for test
    [Fact]
    public void The_order_of_the_imdb_reviews()
    {
        var random = new NumPyRandomState(113);
        int[] train = Enumerable.Range(0, 25000).ToArray(), test = Enumerable.Range(0, 25000).ToArray();
        random.Shuffle<int>(train);
        random.Shuffle<int>(test);
        Assert.Equal([7798, 13226, 18078, 793, 17499, 23003], train[..6]);
        Assert.Equal([22748, 4083, 8015, 13688, 5310, 4466], test[..6]);
    }

    // One RandomState(7), in this order: normal(1.5, 0.3, 3); uniform(-2, 5, 3); randint(-5, 10**12, 3); randint(0, 2**32, 2);
    // choice(10, 4, replace=False); choice(10, 4); p = arange(1, 9)/36: choice(8, 6, replace=False, p=p); multinomial(20, p);
    // multinomial(1, [0, 1, 0]); multinomial(5, [.9, .1]); rand()
    [Fact]
    public void One_stream_through_every_draw()
    {
        var random = new NumPyRandomState(7);
        var doubles = new double[3];
        random.Normal(doubles, 1.5, 0.3);
        Assert.Equal([2.0071577111401067, 1.3602187888377502, 1.5098460491035752], doubles);
        random.Uniform(doubles, -2, 5);
        Assert.Equal([1.5078432456195654, -1.4956420664816692, -0.1209271392869018], doubles);
        var numbers = new long[3];
        random.RandInt(numbers, -5, 1000000000000);
        Assert.Equal([719526270945, 295789249963, 546881790338], numbers);
        numbers = new long[2];
        random.RandInt(numbers, 0, 1L << 32);
        Assert.Equal([1636129708, 1687674368], numbers);
        numbers = new long[4];
        random.Choice(numbers, 10, replace: false);
        Assert.Equal([2, 9, 1, 5], numbers);
        random.Choice(numbers, 10);
        Assert.Equal([0, 2, 8, 9], numbers);
        numbers = new long[6];
        random.Choice(numbers, s_eighths, replace: false);
        Assert.Equal([5, 7, 2, 6, 3, 1], numbers);
        numbers = new long[8];
        random.Multinomial(numbers, 20, s_eighths);
        Assert.Equal([0, 1, 2, 2, 4, 4, 3, 4], numbers);
        numbers = new long[3];
        random.Multinomial(numbers, 1, [0, 1, 0]);
        Assert.Equal([0, 1, 0], numbers);
        numbers = new long[2];
        random.Multinomial(numbers, 5, [.9, .1]);
        Assert.Equal([5, 0], numbers);
        Assert.Equal(0.4528429325464004, random.RandomSample());
    }

    [Fact]
    public void Seeding_forgets_the_spare_normal()
    {
        var random = new NumPyRandomState(42);
        double first = random.Randn();
        random.Seed(42);
        Assert.Equal(first, random.Randn());
    }

    [Fact]
    public void Errors_are_NumPys()
    {
        var random = new NumPyRandomState(1);
        void Fails(string message, Action action) => Assert.Equal(message, Assert.Throws<KerasValueException>(action).Message);
        Fails("Seed must be between 0 and 2**32 - 1", () => new NumPyRandomState(-1));
        Fails("Seed must be between 0 and 2**32 - 1", () => random.Seed(1L << 32));
        Fails("probabilities do not sum to 1", () => random.Choice(new long[1], [.5, .4, .2]));
        Fails("probabilities are not non-negative", () => random.Choice(new long[1], [.5, .6, -.1]));
        Fails("probabilities contain NaN", () => random.Choice(new long[1], [.5, .5, double.NaN]));
        Fails("Cannot take a larger sample than population when 'replace=False'", () => random.Choice(new long[5], 3, replace: false));
        Fails("Fewer non-zero entries in p than size", () => random.Choice(new long[2], [1.0, 0.0], replace: false));
        Fails("a must be greater than 0 unless no samples are taken", () => random.Choice(new long[1], 0));
        Fails("pvals < 0, pvals > 1 or pvals contains NaNs", () => random.Multinomial(new long[2], 1, [2, .1]));
        Fails("sum(pvals[:-1]) > 1.0", () => random.Multinomial(new long[3], 1, [.9, .9, .1]));
        Fails("scale < 0", () => random.Normal(new double[1], 0, -1));
        Fails("low >= high", () => random.RandInt(3, 3));
        Assert.Contains("BTPE", Assert.Throws<KerasValueException>(() => random.Multinomial(new long[2], 1000, [.5, .5])).Message);
    }
}
