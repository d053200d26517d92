namespace KerasHost.Python;

/// <summary>
/// Python's built-in functions, for scripts: <c>print</c>, <c>len</c>, <c>range</c>, <c>enumerate</c> and the like.
/// Where C# has a word of its own, that is used instead: <c>(int)x</c> for <c>int(x)</c>, <c>x is T</c> for <c>isinstance</c>,
/// LINQ's <c>Select</c> and <c>Where</c> for comprehensions.
/// </summary>
public static partial class builtins;
