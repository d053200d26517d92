namespace KerasHost.Constraints;

/// <summary>
/// Filters that are equal along squares around their centre: each takes the numbers on its diagonal. Weights have the shape
/// <c>(height, width, channels, filters)</c> with height and width equal. Mirrors <c>RadialConstraint</c>.
/// </summary>
[KerasExport("keras.constraints.RadialConstraint", "keras.constraints.radial_constraint")]
public class RadialConstraint : Constraint
{
    /// <inheritdoc/>
    /// <exception cref="KerasValueException">The weight has another number of axes, or filters that are not square.</exception>
    public override Tensor call(Tensor w)
    {
        if (w.ndim != 4)
            throw new KerasValueException($"The weight tensor must have rank 4. Received weight tensor with shape: {w.shape}");
        int size = w.shape[0];
        if (w.shape[1] != size)
            throw new KerasValueException($"The filters must be square. Received weight tensor with shape: {w.shape}");
        // Which number of the diagonal, from the middle on, a place takes: its distance from the centre.
        var places = new long[size * size];
        int start = size / 2;
        for (int row = 0; row < size; row++)
            for (int column = 0; column < size; column++)
                places[row * size + column] = Diagonal(size, start, Math.Max(Ring(size, row), Ring(size, column)));
        Tensor flat = Op.Reshape(w, [size * size, w.shape[2], w.shape[3]]);
        return Op.Reshape(Op.Gather(flat, Tensor.From<long>(places, places.Length)), w.shape);
    }

    // How many rings lie between a row (or column) and the centre.
    private static int Ring(int size, int at) => size % 2 == 1 ? Math.Abs(at - size / 2) : at >= size / 2 ? at - size / 2 : size / 2 - 1 - at;

    // Keras starts from the number before the middle and then takes those from the middle on, which leaves the first ring of odd filters one off.
    private static long Diagonal(int size, int start, int ring)
    {
        int at = ring == 0 ? start - 1 : size % 2 == 1 ? start + ring - 1 : start + ring;
        return at * (size + 1L);
    }
}
