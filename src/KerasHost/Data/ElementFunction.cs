using KerasHost.RandomNumbers;
using KerasHost.Seeding;

namespace KerasHost.Data;

/// <summary>A function of a script that a dataset calls with its elements.</summary>
/// <param name="stage">What the dataset is called in errors, such as <c>map</c>.</param>
/// <param name="arity">How many tensors it takes.</param>
/// <param name="run">The function over the tensors of an element.</param>
internal sealed class ElementFunction<TResult>(string stage, int arity, Func<Tensor[], TResult> run)
{
    /// <summary>What the function makes of tensors that have shapes and types only.</summary>
    /// <exception cref="KerasException">The function failed, or takes another number of tensors.</exception>
    public TResult Trace(Dataset input)
    {
        IReadOnlyList<TensorSpec> specs = input.element_spec.Flat;
        if (specs.Count != arity)
            throw new KerasTypeException($"Dataset.{stage}: the function takes {arity} tensor{(arity == 1 ? "" : "s")} but the elements of {input} have {specs.Count}.");
        return Call([.. specs.Select(spec => Tensor.Symbolic(spec.dtype, spec.shape))], new GraphSeeds(), null);
    }

    /// <summary>What the function makes of an element.</summary>
    /// <param name="element">The element.</param>
    /// <param name="seeds">The random operations in the function.</param>
    /// <param name="position">The number of the element, for errors; null while tracing.</param>
    public TResult Call(Tensor[] element, GraphSeeds seeds, long? position)
    {
        using StepScope.Suspension _ = StepScope.Suspend();
        using TracedFunction.Exit function = TracedFunction.Enter(seeds);
        try
        {
            return run(element);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            string where = position is { } at ? $"element {at}" : "while finding the shapes of its result (the function runs once with tensors that have no numbers)";
            throw new KerasException($"Error in Dataset.{stage}, {where}, with tensors of shape {string.Join(", ", element.Select(t => t.shape))}: {e.Message}", e);
        }
    }
}
