using System.Collections;
using KerasHost.Layers;
using KerasHost.Numpy;
using KerasHost.Printing;

namespace KerasHost.Data;

/// <summary>
/// A source of elements, each one tensor or a tuple of tensors, that is read as often as wanted: TensorFlow's <c>tf.data.Dataset</c>.
/// Transformations make a new dataset and read nothing; elements are made when they are asked for, one at a time.
/// Functions that are given to a dataset get the tensors of an element from left to right, also where tuples are nested.
/// </summary>
public abstract partial class Dataset : IEnumerable<Tensors>, IPythonText
{
    /// <summary>The shapes and types of an element.</summary>
    public ElementSpec element_spec { get; }

    /// <summary>The names of the classes where a function of <c>keras.utils</c> made the dataset of folders, else null.</summary>
    public IReadOnlyList<string>? class_names { get; internal set; }

    /// <summary>The number of elements, or one of the values of <see cref="Cardinality"/>.</summary>
    internal long Count { get; }

    /// <summary>TensorFlow's name of this kind of dataset.</summary>
    private protected abstract string Kind { get; }

    private protected Dataset(ElementSpec spec, long count) => (element_spec, Count) = (spec, count);

    /// <summary>The number of elements as TensorFlow tells it: -1 without end, -2 unknown.</summary>
    public Tensor cardinality() => Tensor.Scalar(Count);

    /// <summary>The number of elements.</summary>
    /// <exception cref="KerasTypeException">It is infinite or not known.</exception>
    public int len() => Count switch
    {
        Cardinality.Infinite => throw new KerasTypeException("The dataset is infinite."),
        Cardinality.Unknown => throw new KerasTypeException("The dataset length is unknown."),
        _ => checked((int)Count),
    };

    /// <summary>The elements: <c>foreach (var (x, y) in dataset)</c>.</summary>
    public IEnumerator<Tensors> GetEnumerator() => Elements(Start());

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The elements as arrays.</summary>
    public IEnumerable<ArrayElement> as_numpy_iterator() =>
        this.Select(element => new ArrayElement([.. element.Select(tensor => tensor.numpy())], !element.IsSingle));

    /// <summary>Both datasets of a function that returns two, such as <c>text_dataset_from_directory(…, subset: "both")</c>.</summary>
    /// <exception cref="KerasTypeException">This is one dataset.</exception>
    public void Deconstruct(out Dataset training, out Dataset validation) => (training, validation) = this is SplitDataset both ? (both.Training, both.Validation)
        : throw new KerasTypeException($"This is one dataset, not one for training and one for validation: {this}. Its elements come from foreach, take or as_numpy_iterator.");

    /// <summary>As TensorFlow prints it.</summary>
    public override string ToString() => $"<{Kind} element_spec={element_spec}>";

    string IPythonText.Repr() => ToString();

    /// <summary>
    /// Starts reading, and so do all datasets below at once: a shuffled one gets its seeds here, whether it is read or not.
    /// The tensors belong to nobody and stay.
    /// </summary>
    internal abstract IEnumerator<Tensor[]> Start();

    /// <summary>Starts reading in groups along a new first axis, where that is cheaper than one by one; null where it is not.</summary>
    internal virtual IEnumerator<Tensor[]>? StartGroups(int size, bool dropRemainder) => null;

    private IEnumerator<Tensors> Elements(IEnumerator<Tensor[]> reading)
    {
        using (reading)
            while (reading.MoveNext())
                yield return element_spec.IsTensor ? new Tensors(reading.Current[0]) : new Tensors(reading.Current, isTuple: true);
    }
}
