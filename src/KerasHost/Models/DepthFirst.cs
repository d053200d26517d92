using KerasHost.Layers;

namespace KerasHost.Models;

/// <summary>Walks from outputs back to inputs.</summary>
internal static class DepthFirst
{
    /// <summary>The calls that outputs need, each behind those that it needs itself. Without recursion: files may hold long chains.</summary>
    /// <param name="outputs">Where to start.</param>
    /// <param name="enter">The call that made a tensor; null where the walk ends. Called for each tensor on the way, inputs of a call after its output.</param>
    public static List<Node> Sort(Tensors outputs, Func<Tensor, Node?> enter)
    {
        var sorted = new List<Node>();
        var seen = new HashSet<Node>();
        var path = new Stack<(Node Node, int Next)>();
        foreach (Tensor output in outputs)
        {
            Enter(output);
            while (path.TryPop(out (Node Node, int Next) top))
            {
                if (top.Next == top.Node.KerasInputs.Count)
                {
                    sorted.Add(top.Node);
                    continue;
                }
                path.Push((top.Node, top.Next + 1));
                Enter(top.Node.KerasInputs[top.Next]);
            }
        }
        return sorted;

        void Enter(Tensor tensor)
        {
            if (enter(tensor) is { } node && seen.Add(node))
                path.Push((node, 0));
        }
    }
}
