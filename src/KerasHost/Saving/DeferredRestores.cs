using System.Runtime.CompilerServices;

namespace KerasHost.Saving;

/// <summary>What is to be done with a layer, optimizer or model once its variables exist: a checkpoint restored before waits for them.</summary>
internal static class DeferredRestores
{
    private static readonly ConditionalWeakTable<object, List<Action>> s_waiting = [];

    /// <summary>Does something when the object is built or compiled.</summary>
    public static void Add(object owner, Action action) => s_waiting.GetOrCreateValue(owner).Add(action);

    /// <summary>Does what waits for the object; once.</summary>
    public static void Run(object owner)
    {
        if (!s_waiting.TryGetValue(owner, out List<Action>? actions))
            return;
        s_waiting.Remove(owner);
        foreach (Action action in actions)
            action();
    }
}
