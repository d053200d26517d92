using KerasHost.Saving;

namespace KerasHost.Export;

/// <summary>An object whose configuration holds keys that the constructor of a script's class does not know: a layer's name, dtype and the like.</summary>
internal interface ITakesKeywords
{
    /// <summary>Takes those keys, after the constructor.</summary>
    void TakeKeywords(Config config);
}
