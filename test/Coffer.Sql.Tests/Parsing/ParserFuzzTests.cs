using System.Text;
using Coffer.Sql.Parsing;
using Coffer.Sql.Text;
using Shouldly;
using Xunit;

namespace Coffer.Sql.Tests.Parsing;

/// <summary>Whatever the text: an answer, never an exception, and an error has a place inside the text.</summary>
public sealed class ParserFuzzTests
{
    const string Characters = "abz_AZ019 \t\n\r'\"`().,;:[]{}<>=!+-*/%|&^$?@#~\\éあ😀\0XU&-->/*";

    [Fact]
    public void Random_characters_are_answered()
    {
        var random = new Random(1);
        for (var round = 0; round < 10_000; round++)
        {
            var text = new StringBuilder();
            for (var i = random.Next(1, 60); i > 0; i--)
            {
                text.Append(random.Next(20) == 0 ? (char)random.Next(0x10000) : Characters[random.Next(Characters.Length)]);
            }
            Answer(text.ToString());
        }
    }

    [Fact]
    public void Statements_with_dropped_doubled_and_swapped_words_are_answered()
    {
        var random = new Random(2);
        var statements = SqlSamples.All;
        var words = statements.SelectMany(Words).Distinct().ToArray();
        for (var round = 0; round < 10_000; round++)
        {
            var parts = Words(statements[random.Next(statements.Count)]).ToList();
            for (var change = random.Next(1, 4); change > 0 && parts.Count > 0; change--)
            {
                var at = random.Next(parts.Count);
                switch (random.Next(4))
                {
                    case 0:
                        parts.RemoveAt(at);
                        break;
                    case 1:
                        parts.Insert(at, parts[at]);
                        break;
                    case 2:
                        parts[at] = words[random.Next(words.Length)];
                        break;
                    default:
                        var other = random.Next(parts.Count);
                        (parts[at], parts[other]) = (parts[other], parts[at]);
                        break;
                }
            }
            Answer(string.Join(' ', parts));
        }
    }

    [Fact]
    public void Every_beginning_of_a_statement_is_answered()
    {
        foreach (var statement in SqlSamples.All)
        {
            for (var length = 0; length < statement.Length; length++)
            {
                Answer(statement[..length]);
            }
        }
    }

    static IEnumerable<string> Words(string statement) => statement.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    static void Answer(string text)
    {
        var source = new SourceText(text);
        foreach (var templates in new[] { false, true })
        {
            var result = SqlParser.ParseStatement(new SourceStatement(source, new TextSpan(0, text.Length)), templates: templates);
            if (result.Diagnostic is { } diagnostic)
            {
                diagnostic.Name.ShouldBe("SYNTAX_ERROR", text);
                diagnostic.Position!.Value.ShouldBe(source.PositionAt(diagnostic.Position.Value.Offset), text);
            }
            foreach (var statement in StatementSplitter.Split(source, templates))
            {
                statement.Text.Length.ShouldBeGreaterThan(0);
            }
        }
    }
}
