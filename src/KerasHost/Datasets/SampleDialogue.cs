using System.Text;
using KerasHost.Formats.Common;
using KerasHost.RandomNumbers;

namespace KerasHost.Datasets;

/// <summary>
/// A stand-in for shakespeare.txt that this project writes itself, for machines with neither the text nor a network: made-up dialogue
/// with the 65 characters of the real text, the same every time.
/// </summary>
internal static class SampleDialogue
{
    /// <summary>The name of the file that it stands in for.</summary>
    public const string FileName = "shakespeare.txt";

    /// <summary>Speeches in the text: enough for a few batches of the tutorial (64 sequences of 101 characters).</summary>
    private const int Speeches = 240;

    private const int Seed = 20240117;

    private static readonly string[] s_speakers = Words("FIRST KEEPER|SECOND KEEPER|QUEEN|BARGEMAN|VIXEN|JUDGE ZAPF|ALDUS|MIRA");
    private static readonly string[] s_openings = Words("My lord|Good friend|Hush|Nay|Well then|Come now|O Wind|Fair one|Hark");
    private static readonly string[] s_subjects = Words("the king|my heart|this ship|an honest man|the long night|your brother|the quiet river|a jest");
    private static readonly string[] s_verbs = Words("hath seen|will not forget|doth fear|shall follow|must leave|can never mend|did love|keeps");
    private static readonly string[] s_objects = Words("the broken crown|our old house|such gentle words|the road to Exeter|a cup of wine|what we have lost|the morning|Justice");
    private static readonly string[] s_ends = Words(".|,|;|:|!|?|--and so farewell.|, is't not?");

    /// <summary>Writes the text into the folder for temporary files and says on standard error that it is made up.</summary>
    /// <param name="missing">What is not there and where it was looked for.</param>
    /// <returns>The path of the file.</returns>
    public static string Write(string missing)
    {
        SampleNotice.Show(FileName, $"""
            --offline-sample: {missing}
            GENERATED, MADE-UP dialogue is used instead of Shakespeare's text.
            Losses and texts below say nothing about the real data.
            """);
        string path = Path.Join(Directory.CreateDirectory(Path.Join(Path.GetTempPath(), "kerashost-sample")).FullName, FileName);
        AtomicFile.Write(path, output => output.Write(Encoding.ASCII.GetBytes(Text())));
        return path;
    }

    /// <summary>The text: speakers, their lines, an empty line between speeches.</summary>
    public static string Text()
    {
        var random = new NumPyRandomState(Seed);
        string Any(string[] list) => list[random.RandInt(0, list.Length)];
        // The first line holds every character that the real text has.
        var text = new StringBuilder("ABCDEFGHIJKLMNOPQRSTUVWXYZ & abcdefghijklmnopqrstuvwxyz $3\n\n");
        for (int speech = 0; speech < Speeches; speech++)
        {
            text.Append(Any(s_speakers)).Append(":\n");
            for (long line = random.RandInt(1, 3); line > 0; line--)
                text.Append(Any(s_openings)).Append(", ").Append(Any(s_subjects)).Append(' ').Append(Any(s_verbs)).Append(' ').Append(Any(s_objects)).Append(Any(s_ends)).Append('\n');
            text.Append('\n');
        }
        return text.ToString();
    }

    private static string[] Words(string words) => words.Split('|');
}
