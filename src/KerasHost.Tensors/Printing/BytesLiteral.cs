using System.Globalization;
using System.Text;

namespace KerasHost.Printing;

/// <summary>Text that Python would hold as bytes, as TensorFlow's strings are: written <c>b'…'</c>.</summary>
internal readonly record struct BytesLiteral(string Text) : IPythonText
{
    public string Repr()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Text);
        char quote = bytes.Contains((byte)'\'') && !bytes.Contains((byte)'"') ? '"' : '\'';
        var text = new StringBuilder("b").Append(quote);
        foreach (byte b in bytes)
        {
            if (b == quote || b == '\\')
                text.Append('\\').Append((char)b);
            else if (b is >= 32 and < 127)
                text.Append((char)b);
            else
                text.Append(b switch
                {
                    (byte)'\t' => "\\t",
                    (byte)'\n' => "\\n",
                    (byte)'\r' => "\\r",
                    _ => "\\x" + b.ToString("x2", CultureInfo.InvariantCulture),
                });
        }
        return text.Append(quote).ToString();
    }

    public override string ToString() => Repr();
}
