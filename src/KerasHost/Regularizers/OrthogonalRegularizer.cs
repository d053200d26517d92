namespace KerasHost.Regularizers;

/// <summary>
/// factor·the mean |cos| of the angles between the rows, or columns, of a matrix: 0 where all are orthogonal. Mirrors <c>OrthogonalRegularizer</c>.
/// </summary>
[KerasExport("keras.regularizers.OrthogonalRegularizer", "keras.regularizers.orthogonal_regularizer")]
public class OrthogonalRegularizer : Regularizer
{
    /// <summary>A penalty on angles.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="mode"><c>rows</c> or <c>columns</c>.</param>
    /// <exception cref="KerasValueException">Another mode; the factor is infinite or NaN.</exception>
    public OrthogonalRegularizer(double factor = 0.01, string mode = "rows")
    {
        this.factor = Penalty.Checked(factor);
        if (mode is not ("rows" or "columns"))
            throw new KerasValueException($"Invalid value for argument `mode`. Expected one of {{\"rows\", \"columns\"}}. Received: mode={mode}");
        this.mode = mode;
    }

    /// <summary>The factor.</summary>
    public double factor { get; }

    /// <summary><c>rows</c> or <c>columns</c>.</summary>
    public string mode { get; }

    /// <inheritdoc/>
    /// <exception cref="KerasValueException">The weight is no matrix.</exception>
    public override Tensor call(Tensor w)
    {
        if (w.ndim != 2)
            throw new KerasValueException($"Inputs to OrthogonalRegularizer must have rank 2. Received: inputs.shape == {w.shape}");
        bool rows = mode == "rows";
        Tensor unit = Op.L2Normalize(w, [rows ? 1 : 0]);
        Tensor cosines = Op.MatMul(unit, unit, transpose_a: !rows, transpose_b: rows);
        int size = cosines.shape[0];
        Tensor others = Op.OneHot(Op.Range(0, size), size, 0, 1, w.dtype);
        double pairs = size * (size - 1.0) / 2.0;
        return factor * 0.5 * Op.Sum(Op.Abs(cosines * others)) / pairs;
    }
}
