using System.Globalization;
using KerasHost.Formats.Common;
using KerasHost.Formats.Pickle;

namespace KerasHost.Formats.PyTorch;

/// <summary>The data.pkl of a state dict, of the few opcodes that <c>torch.load(weights_only=True)</c> takes.</summary>
internal static class TorchPickle
{
    public static byte[] Make(IReadOnlyList<TensorInfo> tensors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tensor in tensors)
        {
            if (!names.Add(tensor.Name))
                throw new KerasValueException($"Two tensors have the name '{tensor.Name}'.");
            if (TorchGlobals.StorageOf(tensor.DType) is null)
                throw new KerasValueException($"{tensor}: PyTorch files hold no {tensor.DType}.");
        }
        var pickle = new PickleWriter(2);
        OrderedDict(pickle);
        pickle.SetItems(() =>
        {
            for (int i = 0; i < tensors.Count; i++)
            {
                pickle.Value(tensors[i].Name);
                Tensor(pickle, tensors[i], i);
            }
        });
        return pickle.ToArray();
    }

    private static void OrderedDict(PickleWriter pickle)
    {
        pickle.Global("collections", "OrderedDict");
        pickle.Tuple(() => { });
        pickle.Reduce();
    }

    // _rebuild_tensor_v2(storage, storage_offset, size, stride, requires_grad, backward_hooks)
    private static void Tensor(PickleWriter pickle, TensorInfo tensor, int key)
    {
        pickle.Global("torch._utils", "_rebuild_tensor_v2");
        pickle.Tuple(() =>
        {
            pickle.Persistent(() => pickle.Tuple(() =>
            {
                pickle.Value("storage");
                pickle.Global("torch", TorchGlobals.StorageOf(tensor.DType)!);
                pickle.Value(key.ToString(CultureInfo.InvariantCulture));
                pickle.Value("cpu");
                pickle.Value(tensor.Shape.Size);
            }));
            pickle.Value(0L);
            pickle.Tuple(() =>
            {
                foreach (int dim in tensor.Shape.Dims)
                    pickle.Value((long)dim);
            });
            pickle.Tuple(() =>
            {
                for (int axis = 0; axis < tensor.Shape.Rank; axis++)
                    pickle.Value(Stride(tensor.Shape, axis));
            });
            pickle.Value(false);
            OrderedDict(pickle);
        });
        pickle.Reduce();
    }

    // As PyTorch itself counts: an axis of no elements leaves the strides before it as if it had one.
    private static long Stride(Shape shape, int axis)
    {
        long stride = 1;
        foreach (int dim in shape.Dims[(axis + 1)..])
            stride *= Math.Max(dim, 1);
        return stride;
    }
}
