using System.Diagnostics;
using System.Globalization;
using KerasHost.Layers;

namespace KerasHost.Benchmarks.Compare;

/// <summary>This side of a comparison: a process of its own that runs as many steps as each line it reads asks for and answers with milliseconds a step.</summary>
internal static class Worker
{
    public static int Run(string name)
    {
        Workload workload = Array.Find(Workload.All, w => w.Name == name) ?? throw new ArgumentException($"Unknown workload {name}.");
        keras.utils.set_random_seed(1);
        var random = new Random(1);
        Shape shape = Shape.Of(workload.Batch).Append(workload.Sample);
        Tensor x = workload.Words > 0
            ? Tensor.From<int>([.. Enumerable.Range(0, (int)shape.Size).Select(_ => random.Next(workload.Words))], shape)
            : Tensor.From<float>([.. Enumerable.Range(0, (int)shape.Size).Select(_ => (float)random.NextDouble())], shape);
        Tensor y = workload.Classes > 0
            ? Tensor.From<int>([.. Enumerable.Range(0, (int)shape.Size).Select(_ => random.Next(workload.Classes))], shape)
            : Tensor.From<float>([.. Enumerable.Range(0, workload.Batch).Select(i => (float)(i & 1))], workload.Batch);
        Models.Model model = workload.Build();
        Action step = workload.Generates ? Generation(model, x) : () => model.train_on_batch(x, y);
        step();
        Answer((DateTime.Now - Process.GetCurrentProcess().StartTime).TotalMilliseconds);
        while (Console.ReadLine() is { } line)
        {
            int steps = int.Parse(line, CultureInfo.InvariantCulture);
            var watch = Stopwatch.StartNew();
            for (int i = 0; i < steps; i++)
                step();
            Answer(watch.Elapsed.TotalMilliseconds / steps);
        }
        return 0;
    }

    // The loop of the tutorial on text generation, statement by statement as a script has it.
    private static Action Generation(Models.Model model, Tensor first)
    {
        Tensor input = first;
        return () =>
        {
            Tensor predictions = model.apply(input);
            predictions = tf.squeeze(predictions, 0);
            int id = (int)tf.random.categorical(predictions, num_samples: 1)[-1, 0].numpy();
            input = tf.expand_dims(id, 0);
            input = tf.expand_dims(input, 0);
        };
    }

    private static void Answer(double milliseconds)
    {
        Console.WriteLine(milliseconds.ToString("F4", CultureInfo.InvariantCulture));
        Console.Out.Flush();
    }
}
