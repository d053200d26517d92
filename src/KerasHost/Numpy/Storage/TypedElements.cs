namespace KerasHost.Numpy;

/// <summary>Memory of elements of one .NET type.</summary>
internal sealed class TypedElements<T>(T[] items) : Elements
{
    /// <summary>The elements.</summary>
    public T[] Items { get; } = items;

    /// <inheritdoc/>
    public override Array Array => Items;

    /// <inheritdoc/>
    public override Elements New(int length) =>
        typeof(T) == typeof(string) ? new TypedElements<string>(NewStrings(length)) : new TypedElements<T>(new T[length]);

    /// <inheritdoc/>
    public override void CopyTo(Elements target, RowWalk walk)
    {
        T[] to = ((TypedElements<T>)target).Items;
        if (walk.IsEmpty)
            return;
        int length = walk.Length, fromStep = walk.Step(0), toStep = walk.Step(1);
        do
        {
            int from = walk.Position(0), at = walk.Position(1);
            if (fromStep == 1 && toStep == 1)
                Array.Copy(Items, from, to, at, length);
            else if (fromStep == 0 && toStep == 1)
                to.AsSpan(at, length).Fill(Items[from]);
            else
                for (int i = 0; i < length; i++, from += fromStep, at += toStep)
                    to[at] = Items[from];
        }
        while (walk.Next());
    }

    /// <inheritdoc/>
    public override void CopyPicks(Elements target, int[] from, int[] to, int[] dims, int[] fromStrides, int[] toStrides)
    {
        T[] destination = ((TypedElements<T>)target).Items;
        int count = Layout.Count(dims);
        if (count == 1)
        {
            for (int i = 0; i < from.Length; i++)
                destination[to[i]] = Items[from[i]];
        }
        else if (Layout.IsContiguous(dims, fromStrides) && Layout.IsContiguous(dims, toStrides))
        {
            for (int i = 0; i < from.Length; i++)
                Array.Copy(Items, from[i], destination, to[i], count);
        }
        else
        {
            for (int i = 0; i < from.Length; i++)
                CopyTo(target, new RowWalk(dims, (fromStrides, from[i]), (toStrides, to[i])));
        }
    }

    /// <inheritdoc/>
    public override object? Get(int position)
    {
        T value = Items[position];
        return value is BFloat16 upper ? (float)upper : value;
    }
}
