namespace KerasHost.Engines.Cpu.Elementwise;

/// <summary>Chooses between two tensors, element by element.</summary>
internal static unsafe class SelectKernels
{
    /// <summary>y = condition ? a : b for elements of the size of T.</summary>
    public static void Run<T>(byte* condition, void* a, void* b, void* y, in BroadcastPlan plan) where T : unmanaged
    {
        nint rows = plan.Rows, columns = plan.Columns;
        nint columnC = plan.ColumnStride(0), columnA = plan.ColumnStride(1), columnB = plan.ColumnStride(2);
        var target = (T*)y;
        for (nint outer = 0; outer < plan.Outer; outer++)
        {
            byte* choice = condition + plan.Offset(0, outer);
            T* left = (T*)a + plan.Offset(1, outer);
            T* right = (T*)b + plan.Offset(2, outer);
            for (nint row = 0; row < rows; row++)
            {
                for (nint i = 0; i < columns; i++)
                    target[i] = choice[i * columnC] != 0 ? left[i * columnA] : right[i * columnB];
                choice += plan.RowStride(0);
                left += plan.RowStride(1);
                right += plan.RowStride(2);
                target += columns;
            }
        }
    }
}
