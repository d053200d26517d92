namespace KerasHost.Generators.Model;

/// <summary>An instance method that gets overloads for functions.</summary>
internal sealed record OverloadModel(
    string Namespace,
    string TypeDeclaration,
    string TypeName,
    string MethodName,
    CallableModel Method,
    EquatableArray<Problem> Problems);
