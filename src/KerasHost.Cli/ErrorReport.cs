using System.Diagnostics;
using System.Reflection;
using KerasHost.Cli.Scripts;

namespace KerasHost.Cli;

/// <summary>Writes errors to standard error, each with the script's file and line.</summary>
/// <param name="folder">Files below it are named relative to it.</param>
/// <param name="debug">Whether an exception is followed by its whole stack.</param>
internal sealed class ErrorReport(string folder, bool debug)
{
    /// <summary>Writes what the compiler found: <c>file(line,column): error CS0103: message</c>.</summary>
    public void Print(IReadOnlyList<ScriptDiagnostic> errors)
    {
        foreach (ScriptDiagnostic error in errors)
        {
            string place = error.Path.Length == 0 ? "" : FormattableString.Invariant($"{Name(error.Path)}({error.Line},{error.Column}): ");
            Console.Error.WriteLine($"{place}error {error.Id}: {error.Message}");
        }
    }

    /// <summary>Writes an exception: <c>script.csx:12: KerasValueException: message</c>.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="script">The compiled script, whose innermost frame gives the place.</param>
    public void Print(Exception exception, Assembly script)
    {
        Console.Out.Flush();
        string place = "";
        Exception cause = exception;
        while (true)
        {
            if (Place(cause, script) is { } found)
                place = found;
            if (cause is not (AggregateException or TargetInvocationException or TypeInitializationException) || cause.InnerException is null)
                break;
            cause = cause.InnerException;
        }
        Console.Error.WriteLine($"{place}{TypeName(cause.GetType())}: {cause.Message}");
        if (debug)
            Console.Error.WriteLine(exception);
    }

    private string? Place(Exception exception, Assembly script)
    {
        foreach (StackFrame frame in new StackTrace(exception, fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetMethod()?.Module.Assembly == script && frame.GetFileName() is { } file && frame.GetFileLineNumber() > 0)
                return FormattableString.Invariant($"{Name(file)}:{frame.GetFileLineNumber()}: ");
        }
        return null;
    }

    // A class that the script declares is nested in a class of the compiler's making.
    private static string TypeName(Type type)
    {
        string name = type.Name;
        int generic = name.IndexOf('`');
        return generic < 0 ? name : name[..generic];
    }

    private string Name(string path)
    {
        string relative = Path.GetRelativePath(folder, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
