using System.Diagnostics;
using System.Globalization;
using KerasHost.Data;
using KerasHost.Models;

namespace KerasHost.Benchmarks;

/// <summary>
/// <c>input [steps]</c>: what the pipeline of the text generation tutorial costs its training: the time in which a step waits for its batch,
/// the filling of the shuffle's buffer at the start of every epoch included, against the time of a step. Text of the tutorial's size is made up.
/// </summary>
internal static class InputCommand
{
    private const int Characters = 1_115_394, Words = 65, Length = 100, BatchSize = 64;

    public static int Run(string[] args)
    {
        int steps = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 40;
        var random = new Random(1);
        var text = new long[Characters];
        for (int i = 0; i < text.Length; i++)
            text[i] = random.Next(Words);
        Dataset batches = tf.data.Dataset.from_tensor_slices(np.array(text)).batch(Length + 1, drop_remainder: true)
            .map(ids => (ids[0..^1], ids[1..])).shuffle(10000).batch(BatchSize, drop_remainder: true);
        Epoch(batches);
        (double epoch, int count) = Enumerable.Range(0, 5).Select(_ => Epoch(batches)).OrderBy(read => read.Milliseconds).ElementAt(2);
        double step = Step(batches, steps);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, engine {Engines.Engine.Current.Name}: reading an epoch of {count} batches {epoch:F1} ms (median of 5), {epoch / count:F3} ms a batch; a step of training {step:F1} ms (median of {steps}, reading included); waiting for input {epoch / count / step:P2} of a step"));
        return 0;
    }

    private static (double Milliseconds, int Batches) Epoch(Dataset batches)
    {
        int count = 0;
        long start = Stopwatch.GetTimestamp();
        foreach (Layers.Tensors _ in batches)
            count++;
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, count);
    }

    private static double Step(Dataset batches, int steps)
    {
        Sequential model = keras.Sequential(
        [
            keras.layers.Embedding(Words, 256, batch_input_shape: [BatchSize, null]),
            keras.layers.SimpleRNN(1024, stateful: true, recurrent_initializer: "glorot_uniform", return_sequences: true),
            keras.layers.Dense(Words),
        ]);
        model.compile(optimizer: "adam", loss: keras.losses.SparseCategoricalCrossentropy(from_logits: true));
        var times = new List<double>();
        long before = 0;
        model.fit(batches.take(steps + 10), verbose: 0, callbacks: [keras.callbacks.LambdaCallback(on_train_batch_end: (batch, logs) =>
        {
            times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            before = Stopwatch.GetTimestamp();
        })]);
        // The first steps compile.
        return times.Skip(10).Order().ElementAt(steps / 2);
    }
}
