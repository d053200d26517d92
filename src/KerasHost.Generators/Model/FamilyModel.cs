namespace KerasHost.Generators.Model;

/// <summary>An argument struct and the name under which a function enters it.</summary>
/// <param name="Namespace">The namespace of the struct.</param>
/// <param name="Name">Its name.</param>
/// <param name="Keyword"><c>struct</c> or <c>record struct</c>.</param>
/// <param name="ExportedName">The name that configurations show.</param>
/// <param name="Names">All names that mean the function, the exported one first.</param>
/// <param name="Arity">How many arguments the family's delegate takes.</param>
internal sealed record FamilyModel(string Namespace, string Name, string Keyword, string ExportedName, EquatableArray<string> Names, int Arity);
