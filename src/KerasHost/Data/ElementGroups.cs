namespace KerasHost.Data;

/// <summary>Between elements and groups of them along a first axis.</summary>
internal static class ElementGroups
{
    /// <summary>The elements one under the other.</summary>
    /// <exception cref="KerasValueException">Their shapes differ.</exception>
    public static Tensor[] Stack(IReadOnlyList<Tensor[]> elements)
    {
        var result = new Tensor[elements[0].Length];
        for (int component = 0; component < result.Length; component++)
        {
            Tensor first = elements[0][component];
            if (first.dtype.Code == DTypeCode.String)
            {
                result[component] = StackText(elements, component);
                continue;
            }
            result[component] = Tensor.Owned(first.dtype, Shape.Of([elements.Count, .. first.shape.Dims]));
            Span<byte> to = result[component].Bytes;
            int row = to.Length / elements.Count;
            for (int i = 0; i < elements.Count; i++)
            {
                Tensor element = elements[i][component];
                CheckShapes(first, element, component, i);
                element.Bytes.CopyTo(to[(i * row)..]);
                GC.KeepAlive(element);
            }
        }
        return result;
    }

    /// <summary>The elements one under the other, each filled up to a common size.</summary>
    /// <param name="elements">The elements.</param>
    /// <param name="sizes">For each component the sizes; unknown ones are those of the largest element.</param>
    /// <param name="padding">For each component the value to fill up with.</param>
    /// <exception cref="KerasValueException">An element is larger than the size given.</exception>
    public static Tensor[] Pad(IReadOnlyList<Tensor[]> elements, IReadOnlyList<Shape> sizes, IReadOnlyList<Tensor> padding)
    {
        var padded = new Tensor[elements.Count][];
        for (int i = 0; i < padded.Length; i++)
            padded[i] = new Tensor[sizes.Count];
        for (int component = 0; component < sizes.Count; component++)
        {
            int[] target = sizes[component].Dims.ToArray();
            for (int axis = 0; axis < target.Length; axis++)
            {
                int largest = elements.Max(element => element[component].shape[axis]);
                if (target[axis] == Shape.Unknown)
                    target[axis] = largest;
                else if (largest > target[axis])
                    throw new KerasValueException(
                        $"Attempted to pad to a smaller size than the input element: component {component} has an element of size {largest} along axis {axis}, padded to {target[axis]}.");
            }
            for (int i = 0; i < padded.Length; i++)
            {
                Tensor element = elements[i][component];
                padded[i][component] = element.shape == (Shape)target ? element : Padded(element, target, padding[component]);
            }
        }
        return Stack(padded);
    }

    private static Tensor StackText(IReadOnlyList<Tensor[]> elements, int component)
    {
        Tensor first = elements[0][component];
        var text = new List<string>(elements.Count * first.Length);
        for (int i = 0; i < elements.Count; i++)
        {
            CheckShapes(first, elements[i][component], component, i);
            text.AddRange(elements[i][component].Text);
        }
        return Tensor.OfText([.. text], Shape.Of([elements.Count, .. first.shape.Dims]));
    }

    private static void CheckShapes(Tensor first, Tensor element, int component, int position)
    {
        if (element.shape != first.shape)
            throw new KerasValueException(
                $"Cannot batch tensors with different shapes in component {component}. First element had shape {Text(first.shape)} and element {position} had shape {Text(element.shape)}.");
    }

    private static Tensor Padded(Tensor element, int[] target, Tensor value)
    {
        using StepScope.Suspension _ = StepScope.Suspend();
        if (element.dtype.Code == DTypeCode.String)
            return PaddedText(element, target, value.Text[0]);
        var after = new (int, int)[target.Length];
        for (int axis = 0; axis < target.Length; axis++)
            after[axis] = (0, target[axis] - element.shape[axis]);
        return Op.Pad(element, after, value.ElementAsDouble(0));
    }

    private static Tensor PaddedText(Tensor element, int[] target, string value)
    {
        Shape shape = target;
        var text = new string[shape.Size];
        Array.Fill(text, value);
        for (int i = 0; i < element.Length; i++)
        {
            int at = 0, rest = i;
            for (int axis = 0; axis < target.Length; axis++)
            {
                int below = (int)element.shape.Part(axis + 1, target.Length).Size;
                at = at * target[axis] + rest / below;
                rest %= below;
            }
            text[at] = element.Text[i];
        }
        return Tensor.OfText(text, shape);
    }

    private static string Text(Shape shape) => $"[{string.Join(",", shape.Dims.ToArray())}]";
}
