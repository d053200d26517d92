namespace KerasHost.Engines.Cpu.Elementwise;

/// <summary>A function of one element.</summary>
internal interface IUnaryFunction<T, TResult>
{
    /// <summary>The value at x.</summary>
    static abstract TResult Apply(T x);
}
