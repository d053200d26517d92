namespace KerasHost.Datasets;

/// <summary>The words and sentence patterns from which <see cref="SampleReviews"/> writes.</summary>
internal static class SampleVocabulary
{
    /// <summary>Patterns of sentences; a word in brackets is drawn from the list of that name, <c>(opinion)</c> and the like by the review's mood.</summary>
    public static readonly string[] Sentences =
    [
        "the (part) was (degree) (opinion)",
        "the (part) and the (part) were (opinion) in every (piece)",
        "i (felt) this (film) because the (part) is (degree) (opinion)",
        "(person) gives a (opinion) performance as the (role)",
        "the (role) played by (person) is (degree) (opinion)",
        "what a (opinion) (film)",
        "(time) i saw this (film) with my (family) and we (felt) it",
        "the (plain) (part) makes the whole (film) (opinion)",
        "you will (feel) the (piece) where the (role) meets the (role)",
        "it is a (plain) (film) about a (role) and a (role) in the (place)",
        "the (film) begins in the (place) and ends in the (place)",
        "there is a (piece) with a (plain) (role) near the (place)",
        "i have seen many (plain) films but this one is (degree) (opinion)",
        "(person) and (person) are (opinion) together on the screen",
        "the (part) reminds me of an (plain) (film) from the (age)",
        "some people say that the (part) is (opinion) and i agree",
        "(mood) the (part) is (opinion) from the beginning to the end",
        "my (family) (felt) the (piece) in the (place)",
        "if you like a (plain) (film) then you will (feel) this one",
        "the director uses the (place) and the (part) in a (opinion) way",
        "it runs for two hours and the (part) stays (opinion)",
        "after the first (piece) i knew that it would be (opinion)",
    ];

    /// <summary>The lists without a mood.</summary>
    public static readonly Dictionary<string, string[]> Lists = new()
    {
        ["part"] = Words("acting plot story script music dialogue camera editing direction soundtrack cast ending beginning humor suspense action romance lighting costumes scenery pace writing photography atmosphere characters"),
        ["piece"] = Words("scene moment chapter shot sequence minute part line song chase dance fight conversation kiss joke"),
        ["film"] = Words("movie film picture drama comedy thriller western musical documentary cartoon sequel remake mystery romance"),
        ["role"] = Words("hero heroine detective doctor teacher soldier king queen sister brother mother father stranger villain captain lawyer priest cowboy ghost killer neighbor writer singer dancer thief sailor boxer driver waiter nurse"),
        ["person"] = Words("anna peter maria john emma david laura robert susan frank helen george alice martin clara victor rosa henry julia oscar"),
        ["place"] = Words("city village forest desert hotel castle school hospital station harbor theater prison garden kitchen church island mountain river street bar train ship office farm cellar tower bridge market"),
        ["plain"] = Words("small long old young quiet dark american french italian british short modern early late simple strange black white little big silent foreign local urban rural famous unknown recent"),
        ["degree"] = Words("very really quite so truly rather extremely simply absolutely completely almost always often"),
        ["age"] = Words("fifties sixties seventies eighties nineties thirties forties twenties"),
        ["time"] = Words("yesterday recently once today tonight twice eventually finally"),
        ["family"] = Words("wife husband friends children parents sister brother class colleagues neighbors grandmother"),
    };

    /// <summary>The lists of a good mood.</summary>
    public static readonly Dictionary<string, string[]> Good = new()
    {
        ["opinion"] = Words("wonderful great excellent brilliant beautiful superb touching funny amazing perfect charming moving fantastic enjoyable delightful memorable powerful outstanding lovely clever fresh impressive gripping hilarious honest magnificent refreshing remarkable satisfying splendid stunning warm witty convincing"),
        ["felt"] = Words("loved enjoyed liked admired adored recommended remembered praised"),
        ["feel"] = Words("love enjoy like admire adore recommend remember praise"),
        ["mood"] = Words("fortunately happily gladly luckily surprisingly"),
    };

    /// <summary>The lists of a bad mood.</summary>
    public static readonly Dictionary<string, string[]> Bad = new()
    {
        ["opinion"] = Words("terrible awful bad boring horrible dull poor stupid weak ridiculous annoying predictable disappointing worst lame cheap pointless painful silly shallow clumsy confusing dreadful empty endless flat forgettable lazy messy miserable sloppy tedious unconvincing wooden"),
        ["felt"] = Words("hated disliked regretted endured despised avoided forgot suffered"),
        ["feel"] = Words("hate dislike regret endure despise avoid forget suffer"),
        ["mood"] = Words("unfortunately sadly regrettably alas unluckily"),
    };

    private static string[] Words(string words) => words.Split(' ');
}
