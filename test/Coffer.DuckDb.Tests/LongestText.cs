namespace Coffer.DuckDb.Tests;

/// <summary>The longest of the texts; of equally long ones the smallest.</summary>
sealed class LongestText : AggregateFunction<LongestText.State>
{
    protected override void Update(State state, ReadOnlySpan<Vector> arguments, int row)
    {
        var text = arguments[0].String(row);
        if (text == "bad")
        {
            throw new InvalidOperationException("SOME_ERROR: bad text");
        }

        state.Add(text);
    }

    protected override void Combine(State source, State target)
    {
        if (source.Text is { } text)
        {
            target.Add(text);
        }
    }

    protected override void Finish(State? state, VectorWriter result, int row)
    {
        if (state?.Text is { } text)
        {
            result.SetString(row, text);
        }
        else
        {
            result.SetNull(row);
        }
    }

    public sealed class State
    {
        public string? Text { get; private set; }

        public void Add(string text)
        {
            if (Text is null || text.Length > Text.Length || (text.Length == Text.Length && string.CompareOrdinal(text, Text) < 0))
            {
                Text = text;
            }
        }
    }
}
