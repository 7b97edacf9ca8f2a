using System.Text.Encodings.Web;
using System.Text.Json;

namespace Coffer.Golden;

/// <summary>Counts of one area and the unequal cases; the line that it prints is read by people and by CI.</summary>
sealed class Tally(string area, string? failuresPath) : IDisposable
{
    static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly Lock _lock = new();
    readonly StreamWriter? _failures = failuresPath is null ? null : new StreamWriter(failuresPath, append: true);
    int _equal;
    int _total;
    int _byDesign;
    int _messagesEqual;
    int _messages;

    public int Total => _total;

    /// <summary>By-design cases count up to <see cref="ByDesign.Limit"/> of the area; what exceeds it is unequal.</summary>
    public int CountedByDesign => Math.Min(_byDesign, (int)(_total * ByDesign.Limit));

    /// <summary>Share of cases answered equally, those by design included, 0 to 1.</summary>
    public double Share => _total == 0 ? 0 : (_equal + CountedByDesign) / (double)_total;

    public void Add(GoldenCase asked, Answer actual, bool byDesign)
    {
        var equal = Comparison.AreEqual(asked, actual);
        lock (_lock)
        {
            _total++;
            if (asked.Expected.Error is not null)
            {
                _messages++;
                _messagesEqual += Comparison.SameMessage(asked, actual) ? 1 : 0;
            }

            if (equal)
            {
                _equal++;
                return;
            }

            _byDesign += byDesign ? 1 : 0;
            _failures?.WriteLine(
                JsonSerializer.Serialize(
                    new
                    {
                        area,
                        id = asked.Id,
                        byDesign,
                        sql = asked.Sql,
                        expected = asked.Expected.ToString(),
                        actual = actual.ToString(),
                    },
                    Readable
                )
            );
        }
    }

    public string Lines()
    {
        lock (_lock)
        {
            var line = $"golden {area}: {_equal} equal of {_total}, {CountedByDesign} by design";
            return _messages == 0 ? line : line + Environment.NewLine + $"messages {area}: {_messagesEqual} equal of {_messages}";
        }
    }

    public void Dispose() => _failures?.Dispose();
}
