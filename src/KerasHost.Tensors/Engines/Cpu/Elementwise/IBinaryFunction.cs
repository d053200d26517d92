namespace KerasHost.Engines.Cpu.Elementwise;

/// <summary>A function of two elements.</summary>
internal interface IBinaryFunction<T, TResult>
{
    /// <summary>The value at (a, b).</summary>
    static abstract TResult Apply(T a, T b);
}
