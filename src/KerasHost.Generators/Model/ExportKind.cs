namespace KerasHost.Generators.Model;

/// <summary>The kinds of exported symbols.</summary>
internal enum ExportKind
{
    Class,
    Function,
    FunctionValue,
    Value,
}
