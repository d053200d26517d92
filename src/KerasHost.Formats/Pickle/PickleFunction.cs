namespace KerasHost.Formats.Pickle;

/// <summary>What an allowed global does when a pickle calls it: code of ours that makes a value from the arguments.</summary>
public delegate object? PickleFunction(PickleArguments arguments);
