// What the scripts of this folder share: weather measured every ten minutes, from which the temperature a day later is to be told.
// The measurements are those of the Max Planck Institute in Jena, jena_climate_2009_2016.csv, where that file lies in the folder
// KERASHOST_DATASETS, in ~/.keras/datasets or in the current one; otherwise a series is made up, and the output says so.

string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
string[] folders = [Environment.GetEnvironmentVariable("KERASHOST_DATASETS") ?? "", Path.Join(home, ".keras", "datasets"), ""];
string jena = folders.Select(folder => Path.Join(folder, "jena_climate_2009_2016.csv")).FirstOrDefault(File.Exists);
int temperature = 1;

// Fourteen columns, the second is the temperature in degrees Celsius. The first column of the file is the time.
NDArray float_data = jena is not null
    ? np.loadtxt(jena, dtype: "float32", delimiter: ",", skiprows: 1, usecols: range(1, 15).ToArray())
    : made_up(rows: 105120);
if (jena is null)
    print("A GENERATED SERIES is used: there is no jena_climate_2009_2016.csv here. Results say nothing about real weather.");
print(float_data.shape);

// Two years of seasons, days and weather that lasts for a day or two; the other columns follow the temperature more or less.
NDArray made_up(int rows)
{
    np.random.seed(2009);
    var series = new float[rows, 14];
    var weather = new double[14];
    for (int row = 0; row < rows; row++)
    {
        var noise = np.random.randn(14);
        for (int column = 0; column < 14; column++)
            weather[column] = 0.995 * weather[column] + 0.1 * (double)noise[column];
        double degrees = 9 - 10 * Math.Cos(row * Math.Tau / 52560) - 4 * Math.Cos(row * Math.Tau / 144) + 4 * weather[temperature];
        for (int column = 0; column < 14; column++)
            series[row, column] = (float)(column == temperature ? degrees : degrees * column / 14 + 5 * weather[column]);
    }
    return np.array(series);
}

// Mean 0 and deviation 1, by the part that is trained on.
int train_end = float_data.shape[0] / 2, valid_end = train_end + float_data.shape[0] / 4;
var mean = float_data[..train_end].mean(axis: 0);
var std = float_data[..train_end].std(axis: 0);
float_data = ((float_data - mean) / std).astype("float32");

int lookback = 1440;    // ten days are seen,
int step = 6;           // one measurement an hour,
int delay = 144;        // and the temperature one day later is wanted
int batch_size = 128;

// The weather before these rows, and the temperature after them.
(NDArray samples, NDArray targets) windows(NDArray rows) =>
    (float_data[rows.reshape(-1, 1) + np.arange(-lookback, 0, step)], float_data[rows + delay, temperature]);

// Random windows without end.
IEnumerable<(NDArray, NDArray)> generator(int first, int last)
{
    while (true)
        yield return windows(np.random.randint(first + lookback, last - delay, size: batch_size));
}

// Windows one after the other, a day apart.
class Days : Sequence
{
    readonly NDArray rows;
    readonly Func<NDArray, (NDArray, NDArray)> windows;

    public Days(NDArray rows, Func<NDArray, (NDArray, NDArray)> windows) => (this.rows, this.windows) = (rows, windows);

    public override int len() => (rows.shape[0] + 127) / 128;

    public override SequenceBatch get(int index) => windows(rows[(index * 128)..Math.Min((index + 1) * 128, rows.shape[0])]);
}

// Trains a model and says how many degrees it is off; tomorrow being like today is what it has to beat.
void train_and_evaluate(Model model, int epochs, int steps_per_epoch)
{
    model.compile(optimizer: keras.optimizers.RMSprop(), loss: "mae");
    var days = new Days(np.arange(train_end + lookback, valid_end - delay, delay), windows);
    var history = model.fit(generator(0, train_end), steps_per_epoch: steps_per_epoch, epochs: epochs, validation_data: days);
    var now = np.arange(train_end + lookback, valid_end - delay, delay);
    double naive = (double)np.abs(float_data[now, temperature] - float_data[now + delay, temperature]).mean();
    double degrees = (double)std[temperature];
    print($"off by {history.history["val_loss"][^1] * degrees:F2} degrees; like today: {naive * degrees:F2} degrees");
}
