namespace KerasHost.Cli.Files;

/// <summary>What the commands on files have in common.</summary>
internal static class FileCommand
{
    /// <summary>Does something with files; an error of theirs is a line on standard error.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Run(Action work)
    {
        try
        {
            work();
            return ExitCodes.Fine;
        }
        catch (Exception e) when (e is KerasException or IOException or UnauthorizedAccessException)
        {
            Console.Out.Flush();
            Console.Error.WriteLine($"kerashost: {e.GetType().Name}: {e.Message}");
            return ExitCodes.ScriptError;
        }
        finally
        {
            Console.Out.Flush();
        }
    }
}
