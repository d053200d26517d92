namespace KerasHost;

public static partial class Op
{
    // Labels of the axes that an ellipsis stands for, counted from the last.
    private const char Ellipsis = '\uE000';

    /// <summary>
    /// Einstein's summation: products of the elements of tensors, added up over every label that the result does not have.
    /// <c>"bij,bjk->bik"</c> is a product of matrices. A label twice in one tensor takes its diagonal; <c>...</c> stands for leading axes.
    /// </summary>
    /// <param name="equation">The labels of each tensor's axes and, behind <c>-></c>, those of the result; without that, those that come once, in alphabetical order.</param>
    /// <param name="inputs">The tensors.</param>
    /// <exception cref="KerasValueException">The equation does not fit the tensors.</exception>
    public static Tensor Einsum(string equation, params Tensor[] inputs)
    {
        (string[] labels, string result) = EinsumLabels(equation, inputs);
        var sizes = new Dictionary<char, int>();
        var parts = new (Tensor X, string Labels)[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            for (int axis = 0; axis < labels[i].Length; axis++)
            {
                int size = inputs[i].shape.Dims[axis];
                if (!sizes.TryGetValue(labels[i][axis], out int known) || known is Shape.Unknown or 1)
                    sizes[labels[i][axis]] = size;
                else if (size != known && size is not (Shape.Unknown or 1))
                    throw new KerasValueException($"Expected dimension {known} at axis {axis} of the input shaped {inputs[i].shape} but got dimension {size}. Received: equation={equation}");
            }
            parts[i] = Diagonals(inputs[i], labels[i]);
        }
        (Tensor x, string left) = parts[0];
        for (int i = 1; i < parts.Length; i++)
        {
            string later = result + string.Concat(parts[(i + 1)..].Select(part => part.Labels));
            (x, left) = Contract(x, left, parts[i].X, parts[i].Labels, later);
        }
        (x, left) = SumOut(x, left, result);
        if (result.Except(left).Any())
            throw new KerasValueException($"The result has a label that no input has. Received: equation={equation}");
        return left == result ? x : Transpose(x, [.. result.Select(label => left.IndexOf(label))]);
    }

    private static (string[] Labels, string Result) EinsumLabels(string equation, Tensor[] inputs)
    {
        string[] sides = equation.Replace(" ", "", StringComparison.Ordinal).Split("->");
        string[] terms = sides[0].Split(',');
        if (sides.Length > 2 || terms.Length != inputs.Length || inputs.Length == 0)
            throw new KerasValueException($"Got {inputs.Length} inputs for equation \"{equation}\", expecting {terms.Length}");
        string leading = "";
        for (int i = 0; i < terms.Length; i++)
        {
            int count = inputs[i].ndim - (terms[i].Contains("...", StringComparison.Ordinal) ? terms[i].Length - 3 : terms[i].Length);
            if (count < 0 || count > 0 && !terms[i].Contains("...", StringComparison.Ordinal))
                throw new KerasValueException($"Unable to map the labels \"{terms[i]}\" to the axes of an input of shape {inputs[i].shape}. Received: equation={equation}");
            string axes = string.Concat(Enumerable.Range(0, count).Reverse().Select(at => (char)(Ellipsis + at)));
            if (axes.Length > leading.Length)
                leading = axes;
            terms[i] = terms[i].Replace("...", axes, StringComparison.Ordinal);
        }
        string all = string.Concat(terms);
        string result = sides.Length == 2 ? sides[1].Replace("...", leading, StringComparison.Ordinal)
            : leading + string.Concat(all.Where(label => label < Ellipsis && all.Count(other => other == label) == 1).Order());
        if (result.Distinct().Count() != result.Length)
            throw new KerasValueException($"A label comes twice in the result. Received: equation={equation}");
        if (all.Concat(result).Any(label => label < Ellipsis && !char.IsAsciiLetter(label)))
            throw new KerasValueException($"Subscripts are letters. Received: equation={equation}");
        return (terms, result);
    }

    // Each label once: of an axis that comes again the diagonal stays.
    private static (Tensor, string) Diagonals(Tensor x, string labels)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            int again = labels.IndexOf(labels[i], i + 1);
            if (again < 0)
                continue;
            int size = x.shape[i];
            int[] order = [.. Enumerable.Range(0, x.ndim).Where(axis => axis != i && axis != again), i, again];
            Tensor moved = Transpose(x, order);
            Tensor flat = Reshape(moved, moved.shape.Part(0, x.ndim - 2).Append(size * size));
            x = Gather(flat, Range(0, size * size, size + 1, DType.Int32), x.ndim - 2);
            labels = string.Concat(order[..^1].Select(axis => labels[axis]));
            i = -1;
        }
        return (x, labels);
    }

    private static (Tensor, string) SumOut(Tensor x, string labels, string kept)
    {
        int[] axes = [.. Enumerable.Range(0, labels.Length).Where(axis => !kept.Contains(labels[axis], StringComparison.Ordinal))];
        return axes.Length == 0 ? (x, labels) : (Sum(x, axes), string.Concat(labels.Where(label => kept.Contains(label, StringComparison.Ordinal))));
    }

    // A product of two: matrices of (batch, rows, shared) and (batch, shared, columns).
    private static (Tensor, string) Contract(Tensor a, string la, Tensor b, string lb, string later)
    {
        (a, la) = SumOut(a, la, lb + later);
        (b, lb) = SumOut(b, lb, la + later);
        string batch = Both(la, lb, label => later.Contains(label, StringComparison.Ordinal)), shared = Both(la, lb, label => !later.Contains(label, StringComparison.Ordinal));
        string rows = string.Concat(la.Except(lb)), columns = string.Concat(lb.Except(la));
        Tensor x = Ordered(a, la, batch + rows + shared), y = Ordered(b, lb, batch + shared + columns);
        Shape rowShape = x.shape.Part(batch.Length, batch.Length + rows.Length), columnShape = y.shape.Part(y.ndim - columns.Length, y.ndim);
        Tensor product = MatMul(Grouped(x, batch.Length, rows.Length, shared.Length), Grouped(y, batch.Length, shared.Length, columns.Length));
        Shape full = product.shape.Part(0, batch.Length).Append([.. rowShape.Dims, .. columnShape.Dims]);
        return (full.Rank == product.ndim ? product : Reshape(product, full), batch + rows + columns);
    }

    private static string Both(string a, string b, Func<char, bool> wanted) => string.Concat(a.Where(label => b.Contains(label, StringComparison.Ordinal) && wanted(label)));

    private static Tensor Ordered(Tensor x, string labels, string wanted) => labels == wanted ? x : Transpose(x, [.. wanted.Select(label => labels.IndexOf(label))]);

    // The axes behind the batches made two; a group of none becomes an axis of size 1.
    private static Tensor Grouped(Tensor x, int batch, int first, int second)
    {
        if (first == 1 && second == 1)
            return x;
        int[] dims = x.shape.Dims.ToArray();
        return Reshape(x, Shape.Of([.. dims[..batch], Product(dims[batch..(batch + first)]), Product(dims[(batch + first)..])]));
    }

    private static int Product(int[] sizes) => Array.IndexOf(sizes, Shape.Unknown) >= 0 ? Shape.Unknown : sizes.Aggregate(1, (a, b) => a * b);
}
