namespace KerasHost.Engines.Cpu.Reduce;

/// <summary>How elements along an axis become one, in the type in which they are gathered.</summary>
internal interface IReduction<T>
{
    /// <summary>The result for no elements.</summary>
    static abstract T Identity { get; }

    /// <summary>The result for the elements of both.</summary>
    static abstract T Combine(T a, T b);
}
