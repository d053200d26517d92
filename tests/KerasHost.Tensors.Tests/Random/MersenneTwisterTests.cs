using System.Numerics;
using KerasHost.RandomNumbers;

namespace KerasHost.Tests.RandomNumbers;

public class MersenneTwisterTests
{
    // Python: r = random.Random(n); [hex(r.getrandbits(32)) for _ in range(4)]
    [Theory]
    [InlineData(0L, "d82c07cd 629f6fbe c2094cac e3e70682")]
    [InlineData(1L, "2265b1f5 91b7584a d8f16adf cd613e30")]
    [InlineData(42L, "a3b1799d 1c80317f 06671ad1 bdd640fb")]
    [InlineData((1L << 40) + 5, "811f1124 8454f73c 44c342a9 a9eeaf02")]
    public void Python_seeding_gives_Pythons_words(long seed, string words)
    {
        var random = new PythonRandom(seed);
        Assert.Equal(Hex.Words(words), Enumerable.Range(0, 4).Select(_ => (uint)random.GetRandBits(32)));
    }

    // NumPy: r = np.random.RandomState(n); [hex(v) for v in r.randint(0, 2**32, 4, dtype=np.uint32)]
    [Theory]
    [InlineData(0u, "8c7f0aac 97c4aa2f b716a675 d821ccc0")]
    [InlineData(1u, "6ac1f425 ff4780eb b8672f8c eebc1448")]
    [InlineData(42u, "5fe1dc66 cbea3db3 f362035c 2ef5950e")]
    [InlineData(113u, "da1bb8a5 1f8992dc 12eb58a2 20ac764a")]
    public void NumPy_seeding_gives_NumPys_words(uint seed, string words)
    {
        var core = new MersenneTwister(seed);
        Assert.Equal(Hex.Words(words), Enumerable.Range(0, 4).Select(_ => core.Next32()));
    }

    [Fact]
    public void An_empty_key_is_refused() => Assert.Throws<KerasValueException>(() => new MersenneTwister(ReadOnlySpan<uint>.Empty));

    // import random
    // r = random.Random(42); print(r.getrandbits(70), r.getrandbits(3), r.randint(1, 6), r.random(), r.randint(-10**12, 10**12))
    // x = list(range(10)); r.shuffle(x); print(x)
    // r = random.Random(-2**70 - 3); print(r.getrandbits(64))
    [Fact]
    public void Draws_are_Pythons()
    {
        var random = new PythonRandom(42);
        Assert.Equal(BigInteger.Parse("20500439928067422621"), random.GetRandBits(70));
        Assert.Equal(5, (int)random.GetRandBits(3));
        Assert.Equal(3, random.RandInt(1, 6));
        Assert.Equal(0.24489185380347622, random.Random());
        Assert.Equal(619801981417, random.RandInt(-1000000000000, 1000000000000));
        int[] x = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        random.Shuffle<int>(x);
        Assert.Equal([7, 2, 5, 6, 0, 3, 4, 9, 8, 1], x);
        Assert.Equal(BigInteger.Parse("6107693278026809974"), new PythonRandom(-BigInteger.Pow(2, 70) - 3).GetRandBits(64));
    }

    [Fact]
    public void Impossible_ranges_are_refused_in_Pythons_words()
    {
        var random = new PythonRandom(1);
        Assert.Equal("empty range for randrange() (5, 5, 0)", Assert.Throws<KerasValueException>(() => random.RandInt(5, 4)).Message);
        Assert.Throws<KerasValueException>(() => random.RandBelow(0));
        Assert.Throws<KerasValueException>(() => random.GetRandBits(-1));
    }

    [Fact]
    public void Without_a_seed_two_generators_differ()
    {
        Assert.NotEqual(new PythonRandom().GetRandBits(128), new PythonRandom().GetRandBits(128));
        Assert.NotEqual(new NumPyRandomState().Permutation(100), new NumPyRandomState().Permutation(100));
    }

    [Fact]
    public void Seeding_starts_over()
    {
        var random = new PythonRandom(7);
        double first = random.Random();
        random.Seed(7);
        Assert.Equal(first, random.Random());
        random.Seed(null);
        Assert.NotEqual(first, random.Random());
    }
}
