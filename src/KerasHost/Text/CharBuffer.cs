using System.Globalization;

namespace KerasHost.Text;

/// <summary>A growing line of characters that is used again and again, so that a redrawn bar allocates nothing.</summary>
internal sealed class CharBuffer
{
    private char[] _chars = new char[512];

    /// <summary>How many characters are held.</summary>
    public int Length { get; private set; }

    /// <summary>What is held.</summary>
    public ReadOnlySpan<char> Span => _chars.AsSpan(0, Length);

    /// <summary>Empties the line.</summary>
    public void Clear() => Length = 0;

    /// <summary>Adds a text.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        Reserve(text.Length);
        text.CopyTo(_chars.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>Adds one character <paramref name="count"/> times; nothing when it is negative, as in Python.</summary>
    public void Append(char c, int count)
    {
        if (count <= 0)
            return;
        Reserve(count);
        _chars.AsSpan(Length, count).Fill(c);
        Length += count;
    }

    /// <summary>Adds a whole number, padded on the left: Python's <c>%5d</c>, or <c>%02d</c> with <paramref name="pad"/> zero.</summary>
    public void AppendInteger(long value, int width = 0, char pad = ' ')
    {
        Span<char> digits = stackalloc char[24];
        value.TryFormat(digits, out int written, default, CultureInfo.InvariantCulture);
        Append(pad, width - written);
        Append(digits[..written]);
    }

    /// <summary>Adds Python's <c>{:.Nf}</c>.</summary>
    public void AppendFixed(double value, int decimals)
    {
        Reserve(PercentFormat.MaxLength);
        Length += PercentFormat.Fixed(value, decimals, _chars.AsSpan(Length));
    }

    /// <summary>Adds Python's <c>{:.4e}</c>.</summary>
    public void AppendExponent(double value)
    {
        Reserve(PercentFormat.MaxLength);
        Length += PercentFormat.Exponent4(value, _chars.AsSpan(Length));
    }

    /// <inheritdoc/>
    public override string ToString() => Span.ToString();

    private void Reserve(int more)
    {
        if (Length + more > _chars.Length)
            Array.Resize(ref _chars, Math.Max(_chars.Length * 2, Length + more));
    }
}
