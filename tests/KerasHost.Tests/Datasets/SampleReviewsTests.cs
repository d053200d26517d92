using KerasHost.Datasets;

namespace KerasHost.Tests.Datasets;

public sealed class SampleReviewsTests
{
    private readonly SampleReviews _sample = SampleReviews.Instance;

    [Fact]
    public void Half_of_the_reviews_of_each_split_are_good()
    {
        Assert.Equal(SampleReviews.Count, _sample.TrainReviews.Length);
        Assert.Equal(SampleReviews.Count, _sample.TestReviews.Length);
        Assert.Equal(SampleReviews.Count / 2, _sample.TrainLabels.Sum());
        Assert.Equal(SampleReviews.Count / 2, _sample.TestLabels.Sum());
    }

    [Fact]
    public void It_is_the_same_every_time()
    {
        // Of this generator itself: a change of its words, patterns or draws is a change of what offline runs print.
        var words = _sample.WordIndex.ToDictionary(pair => pair.Value, pair => pair.Key);
        Assert.Equal("the acting and the plot were", string.Join(' ', _sample.TrainReviews[0].Take(6).Select(word => words[word])));
        ulong sum = 0;
        foreach (int word in _sample.TrainReviews.Concat(_sample.TestReviews).SelectMany(review => review))
            sum = sum * 31 + (ulong)word;
        Assert.Equal(11106838677878538908, sum);
    }

    [Fact]
    public void Words_are_ranked_by_their_frequency_in_the_training_split()
    {
        int[] counts = new int[_sample.WordIndex.Count + 1];
        foreach (int word in _sample.TrainReviews.SelectMany(review => review))
            counts[word]++;
        Assert.Equal(0, counts[0]);
        for (int rank = 2; rank < counts.Length; rank++)
            Assert.True(counts[rank] <= counts[rank - 1], $"rank {rank}");
        Assert.Equal(Enumerable.Range(1, _sample.WordIndex.Count), _sample.WordIndex.Values);
        Assert.All(_sample.TestReviews, review => Assert.All(review, word => Assert.InRange(word, 1, _sample.WordIndex.Count)));
    }

    [Fact]
    public void The_label_can_be_learned_from_the_words_but_not_perfectly()
    {
        // Naive Bayes with Laplace's rule, trained on one split and scored on the other.
        var counts = new double[2, _sample.WordIndex.Count + 1];
        for (int i = 0; i < _sample.TrainReviews.Length; i++)
            foreach (int word in _sample.TrainReviews[i])
                counts[_sample.TrainLabels[i], word]++;
        int right = 0;
        for (int i = 0; i < _sample.TestReviews.Length; i++)
        {
            double score = _sample.TestReviews[i].Sum(word => Math.Log((counts[1, word] + 1) / (counts[0, word] + 1)));
            right += score > 0 == (_sample.TestLabels[i] == 1) ? 1 : 0;
        }
        Assert.InRange(right / (double)SampleReviews.Count, 0.8, 0.97);
    }
}
