using System.Reflection;

namespace Coffer.Demo;

/// <summary>One file of samples/demo, embedded in the program.</summary>
/// <param name="Schema">Columns of the table as Treasure Data's JSON text.</param>
sealed record SampleTable(string Name, string Schema)
{
    public static readonly IReadOnlyList<SampleTable> All =
    [
        new("flights", """[["origin","string"],["destination","string"],["distance","long"],["delay","long"]]"""),
        new(
            "weather",
            """[["location","string"],["precipitation","double"],["temp_max","double"],["temp_min","double"],["wind","double"],["weather","string"]]"""
        ),
        new(
            "airports",
            """[["iata","string"],["name","string"],["city","string"],["state","string"],["latitude","double"],["longitude","double"]]"""
        ),
    ];

    public Stream Open() => Assembly.GetExecutingAssembly().GetManifestResourceStream($"Coffer.Demo.{Name}.csv")!;
}
