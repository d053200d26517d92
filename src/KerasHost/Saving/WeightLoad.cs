using KerasHost.Backend;

namespace KerasHost.Saving;

/// <summary>
/// Which array of a file goes into which variable. Everything is compared first; what does not fit is told in one error, and then no
/// variable has changed.
/// </summary>
/// <param name="path">The file, for the error.</param>
/// <param name="skipMismatch">Whether what does not fit is left out with a warning.</param>
internal sealed class WeightLoad(string path, bool skipMismatch)
{
    private readonly List<(Variable Variable, StoredWeight Stored)> _pairs = [];
    private readonly List<string> _problems = [];

    /// <summary>The variables that the file has numbers for.</summary>
    public IEnumerable<Variable> Variables => _pairs.Select(pair => pair.Variable);

    /// <summary>Whether nothing was compared.</summary>
    public bool IsEmpty => _pairs.Count == 0 && _problems.Count == 0;

    /// <summary>Whether what does not fit is left out.</summary>
    public bool SkipsMismatch => skipMismatch;

    /// <summary>Puts an array of the file into a variable.</summary>
    /// <param name="layer">The layer, for the error.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="stored">The array.</param>
    /// <returns>Whether it fits.</returns>
    public bool Add(string layer, Variable variable, StoredWeight stored)
    {
        int problems = _problems.Count;
        if (stored.DType.Code is DTypeCode.String or DTypeCode.Object)
            Differs($"Weight {variable.name} of layer {layer}: '{stored.Name}' of the file holds no numbers");
        else if (stored.Shape != variable.shape)
            Differs($"Shape mismatch in layer {layer} for weight {variable.name}. Weight expects shape {variable.shape}. Received saved weight '{stored.Name}' with shape {stored.Shape}");
        else
            _pairs.Add((variable, stored));
        return _problems.Count == problems;
    }

    /// <summary>Notes something that does not fit.</summary>
    public void Differs(string problem) => _problems.Add(problem);

    /// <summary>Sets the variables.</summary>
    /// <param name="isNew">Whether the model is thrown away when the file turns out damaged, so that values can be read straight into it.</param>
    /// <exception cref="KerasValueException">Something does not fit; all of it is listed.</exception>
    /// <exception cref="ModelFormatException">The file is damaged.</exception>
    public void Apply(bool isNew)
    {
        Check();
        using StepScope.Suspension _ = StepScope.Suspend();
        if (isNew)
        {
            foreach ((Variable variable, StoredWeight stored) in _pairs)
                if (stored.DType == variable.dtype)
                    stored.Read(variable.FirstBytes);
                else
                    variable.assign(Op.Cast(stored.ToTensor(), variable.dtype));
            return;
        }
        Tensor[] values = [.. _pairs.Select(pair => Op.Cast(pair.Stored.ToTensor(), pair.Variable.dtype))];
        for (int i = 0; i < values.Length; i++)
            _pairs[i].Variable.assign(values[i]);
    }

    private void Check()
    {
        if (_problems.Count == 0)
            return;
        if (skipMismatch)
        {
            foreach (string problem in _problems)
                Warnings.Once($"Skipping loading of weights from {path}: {problem}.");
            return;
        }
        string list = _problems.Count == 1 ? _problems[0] : $"{_problems.Count} things do not fit:\n  " + string.Join("\n  ", _problems);
        throw new KerasValueException($"{list}\n(file {path}; the model is unchanged)");
    }
}
