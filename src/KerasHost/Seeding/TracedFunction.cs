using KerasHost.RandomNumbers;

namespace KerasHost.Seeding;

/// <summary>The traced function (a train function) that runs on this thread and numbers the random operations in it; null when eager.</summary>
internal static class TracedFunction
{
    [ThreadStatic]
    private static GraphSeeds? t_current;

    /// <summary>The seeds of the running function, or null.</summary>
    public static GraphSeeds? Current => t_current;

    /// <summary>A call of a function begins; null for an eager step.</summary>
    /// <param name="seeds">The function's seeds.</param>
    /// <param name="restart">Whether its operations are counted from the first again; false goes on in the function that runs.</param>
    public static Exit Enter(GraphSeeds? seeds, bool restart = true)
    {
        var exit = new Exit(t_current);
        t_current = seeds;
        if (restart)
            seeds?.BeginCall();
        return exit;
    }

    /// <summary>Restores the function around.</summary>
    internal readonly ref struct Exit(GraphSeeds? outer)
    {
        private readonly GraphSeeds? _outer = outer;

        /// <summary>Restores the function around.</summary>
        public void Dispose() => t_current = _outer;
    }
}
