using System.Text.Json;
using KerasHost.Backend;
using KerasHost.Compat.Tests.Comparison;
using KerasHost.Compat.Tests.Recorded;
using KerasHost.Datasets;
using KerasHost.Models;
using KerasHost.Preprocessing;
using KerasHost.Seeding;
using KerasHost.Training;

namespace KerasHost.Compat.Tests.Training;

/// <summary>The document's model on the real reviews, two epochs.</summary>
public sealed class ImdbTrainingTests
{
    // 157 steps an epoch: differences of rounding grow with every one of them.
    private static readonly Tolerance s_epoch = new(1e-4);

    public static TheoryData<string> Cases => RecordedFiles.Cases("imdb_training", "imdb_training");

    [RealDataTheory, MemberData(nameof(Cases))]
    public void The_curve_is_that_of_the_reference(string name)
    {
        RecordedCase recorded = RecordedCase.Load("imdb_training", name);
        var ((x, y), (xt, yt)) = Imdb.load_data(num_words: 10000, index_from: 3);
        x = SequencePadding.pad_sequences(x, value: 0, padding: "post", maxlen: 500);
        xt = SequencePadding.pad_sequences(xt, value: 0, padding: "post", maxlen: 500);
        Settings.clear_session();
        Seeds.set_random_seed(recorded.Seed!.Value);
        Sequential model = keras.models.Sequential([
            keras.layers.Embedding(10000, 16, input_length: 500),
            keras.layers.GlobalAveragePooling1D(),
            keras.layers.Dense(64, activation: "relu"),
            keras.layers.Dense(1, activation: "sigmoid"),
        ]);
        model.compile(optimizer: "adam", loss: "binary_crossentropy", metrics: ["accuracy"]);
        History history = model.fit(x, y, epochs: 2, batch_size: 128, validation_split: 0.2, verbose: 0);
        foreach (JsonProperty item in recorded.Call.GetProperty("history").EnumerateObject())
            ArrayAssert.Close([.. item.Value.EnumerateArray().Select(value => value.GetDouble())], history.history[item.Name].ToArray(), s_epoch, item.Name);
        double[] scores = model.evaluate(xt, yt, batch_size: 128, verbose: 0);
        ArrayAssert.Close([.. recorded.Call.GetProperty("evaluate").EnumerateArray().Select(value => value.GetDouble())], scores, s_epoch, "evaluate");
    }
}
