using KerasHost.RandomNumbers;

namespace KerasHost.Tests.RandomNumbers;

public sealed class GraphSeedsTests : IDisposable
{
    public void Dispose() => SeedStreams.Reset();

    [Fact]
    public void Operations_are_numbered_at_the_first_call_and_go_on_in_the_next()
    {
        SeedStreams.SetRandomSeed(5);
        var graph = new GraphSeeds();
        graph.BeginCall();
        StatefulKernel a = graph.Next(), b = graph.Next();
        Assert.Equal(new SeedPair(5, 0), a.Pair);
        Assert.Equal(new SeedPair(5, 1), b.Pair);
        a.Uniform(new float[3]);
        graph.BeginCall();
        Assert.Same(a, graph.Next());
        Assert.Same(b, graph.Next());
        Assert.Equal(3ul * 256, (ulong)a.Counter);
    }

    [Fact]
    public void After_a_new_seed_kernels_start_over_with_their_old_pairs()
    {
        SeedStreams.SetRandomSeed(5);
        var graph = new GraphSeeds();
        graph.BeginCall();
        StatefulKernel kernel = graph.Next();
        StatefulKernel inner = Body(graph);
        kernel.Uniform(new float[3]);
        inner.Uniform(new float[3]);
        SeedStreams.SetRandomSeed(6);
        graph.BeginCall();
        Assert.Same(kernel, graph.Next());
        Assert.Equal(0ul, (ulong)kernel.Counter);
        Assert.Equal(0ul, (ulong)inner.Counter);
        Assert.Equal(new SeedPair(5, 0), kernel.Pair);
        kernel.Uniform(new float[3]);
        SeedStreams.ClearSession();
        graph.BeginCall();
        Assert.Equal(0ul, (ulong)kernel.Counter);
        // What is traced later in this function still has its seed.
        graph.Next();
        graph.NextBody(0);
        Assert.Equal(new SeedPair(5, 1), graph.Next().Pair);

        static StatefulKernel Body(GraphSeeds graph)
        {
            GraphSeeds body = graph.NextBody(0);
            body.BeginCall();
            return body.Next();
        }
    }

    [Fact]
    public void A_seed_of_its_own_takes_no_number_and_moves_on_with_every_trace()
    {
        SeedStreams.SetRandomSeed(5);
        long layerSeed = 11;
        var graph = new GraphSeeds(traces: 2);
        for (int call = 0; call < 3; call++)
        {
            graph.BeginCall();
            Assert.Equal(new SeedPair(5, 0), graph.Next().Pair);
            Assert.Equal(new SeedPair(5, 12), graph.Next(() => layerSeed++).Pair);
            Assert.Equal(new SeedPair(5, 1), graph.Next().Pair);
        }
        Assert.Equal(13, layerSeed);
    }

    [Fact]
    public void A_loop_body_counts_from_zero_and_uses_up_numbers_outside()
    {
        SeedStreams.SetRandomSeed(5);
        var graph = new GraphSeeds();
        for (int call = 0; call < 2; call++)
        {
            graph.BeginCall();
            Assert.Equal(new SeedPair(5, 0), graph.Next().Pair);
            GraphSeeds body = graph.NextBody(2);
            for (int time = 0; time < 3; time++)
            {
                body.BeginCall();
                Assert.Equal(new SeedPair(5, 0), body.Next().Pair);
                StatefulKernel second = body.Next();
                Assert.Equal(new SeedPair(5, 1), second.Pair);
                second.Uniform(new float[2]);
                Assert.Equal((ulong)(call * 3 + time + 1) * 512, (ulong)second.Counter);
            }
            graph.Skip(3);
            Assert.Equal(new SeedPair(5, 6), graph.Next().Pair);
        }
    }

    [Fact]
    public void Another_order_than_the_traced_one_is_an_error()
    {
        SeedStreams.SetRandomSeed(5);
        var graph = new GraphSeeds();
        graph.BeginCall();
        graph.Next();
        graph.BeginCall();
        Assert.Contains("same order", Assert.Throws<KerasException>(() => graph.Next(() => 1)).Message);
    }

    [Fact]
    public void Without_a_global_seed_kernels_differ()
    {
        SeedStreams.Reset();
        var graph = new GraphSeeds();
        graph.BeginCall();
        float[] a = new float[4], b = new float[4];
        graph.Next().Uniform(a);
        graph.Next().Uniform(b);
        Assert.NotEqual(a, b);
    }
}
