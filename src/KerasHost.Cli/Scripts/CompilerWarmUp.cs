using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace KerasHost.Cli.Scripts;

/// <summary>Compiles a few lines on a second core while the script is read, so that less of the compiler is cold when its turn comes.</summary>
/// <remarks>Most of the time of a first compilation goes into starting the compiler itself: with this it takes a third less.</remarks>
internal static class CompilerWarmUp
{
    // What scripts are made of, written against one assembly only.
    private const string Sample = """
        using System;
        using System.Collections.Generic;
        var (a, b) = (1, 2.5);
        int Twice(int x) => 2 * x + a;
        double[] values = [1, b, Twice(3)];
        var names = new Dictionary<string, int>() { ["a"] = 1 };
        foreach (var (name, value) in names)
            Console.Write($"{name} {value:F2}");
        for (int i = 0; i < values.Length; i++)
            values[i] += Math.Max(i, values[^1]);
        Func<int, int> f = x => x + a;
        List<string> list = new(names.Keys);
        class Mine(int units) : List<int>(units) { public int Units { get; } = units; }
        await System.Threading.Tasks.Task.Yield();
        static class Console { public static void Write(string text) { } }
        """;

    /// <summary>Starts, where there is a second core; nobody waits for its end.</summary>
    public static void Start()
    {
        if (Environment.ProcessorCount > 1)
            new Thread(() => Compile()) { IsBackground = true, Name = "compiler warm-up" }.Start();
    }

    /// <summary>Compiles the sample.</summary>
    /// <returns>What the compiler said; a sample that does not compile would warm too little.</returns>
    internal static EmitResult Compile()
    {
        CSharpCompilation compilation = CSharpCompilation.CreateScriptCompilation(
            "WarmUp",
            CSharpSyntaxTree.ParseText(Sample, new CSharpParseOptions(LanguageVersion.CSharp14, kind: SourceCodeKind.Script), "", System.Text.Encoding.UTF8),
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, concurrentBuild: false));
        return compilation.Emit(new MemoryStream(), options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded));
    }
}
