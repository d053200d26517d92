namespace KerasHost.Export;

/// <summary>An object of a family (a loss, an initializer, …) that is a function of a script.</summary>
internal interface IScriptFunction
{
    /// <summary>The function.</summary>
    Delegate Function { get; }
}
