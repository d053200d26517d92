namespace KerasHost.Data;

/// <summary>The shape and type of a tensor that a dataset will give.</summary>
[KerasExport("tf.TensorSpec")]
public sealed class TensorSpec
{
    /// <summary>A shape and a type.</summary>
    /// <param name="shape">The shape; null stands for sizes that differ or are not known.</param>
    /// <param name="dtype">The type; null means float32.</param>
    /// <param name="name">A name, or null.</param>
    public TensorSpec(Shape shape, DType? dtype = null, string? name = null)
    {
        this.shape = shape;
        this.dtype = dtype ?? DType.Float32;
        this.name = name;
    }

    /// <summary>The sizes of the axes.</summary>
    public Shape shape { get; }

    /// <summary>The type of the elements.</summary>
    public DType dtype { get; }

    /// <summary>The name, or null.</summary>
    public string? name { get; }

    /// <summary>As TensorFlow prints it.</summary>
    public override string ToString() => $"TensorSpec(shape={shape}, dtype=tf.{dtype.name}, name={PythonText.Repr(name)})";
}
