namespace KerasHost.Cli.Tests;

/// <summary>Extension members that a test script uses.</summary>
public static class ExtensionForScripts
{
    extension(int number)
    {
        /// <summary>Three times the number.</summary>
        public int Thrice => 3 * number;

        /// <summary>The answer, as a static member.</summary>
        public static int Answer() => 42;
    }
}
