namespace KerasHost.Formats.TfCheckpoint;

/// <summary>What an optimizer keeps for a variable (<c>SlotVariableReference</c>).</summary>
/// <param name="OriginalVariable">The node of the variable.</param>
/// <param name="SlotName">The slot's name, such as <c>m</c>.</param>
/// <param name="SlotVariableNode">The node of the slot.</param>
public sealed record SlotVariable(int OriginalVariable, string SlotName, int SlotVariableNode);
