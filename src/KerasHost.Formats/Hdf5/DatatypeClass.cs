namespace KerasHost.Formats.Hdf5;

/// <summary>The classes of datatypes (format specification IV.A.2.d).</summary>
internal enum DatatypeClass
{
    FixedPoint,
    FloatingPoint,
    Time,
    String,
    BitField,
    Opaque,
    Compound,
    Reference,
    Enumerated,
    VariableLength,
    Array,
    Complex,
}
