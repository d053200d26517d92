namespace KerasHost.Generators.Model;

/// <summary>A function that is also a value: what its delegate type and its family need.</summary>
/// <param name="Families">The argument structs that it converts into.</param>
/// <param name="ShortName">The delegate's name when no other function has it.</param>
/// <param name="LongName">The delegate's name with the implementing class in front.</param>
internal sealed record ValueModel(EquatableArray<FamilyModel> Families, string ShortName, string LongName);
