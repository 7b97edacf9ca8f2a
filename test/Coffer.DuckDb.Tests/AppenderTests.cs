using System.Text;
using FsCheck.Xunit;
using Shouldly;
using Xunit;

namespace Coffer.DuckDb.Tests;

public sealed class AppenderTests : IDisposable
{
    readonly DuckDbInstance _instance = DuckDbInstance.Open();
    readonly Connection _connection;

    public AppenderTests() => _connection = _instance.Connect();

    [Fact]
    public void Appended_chunks_come_back()
    {
        _connection.Execute(
            """
            CREATE TABLE t (i INTEGER, b BOOLEAN, s VARCHAR, x BLOB, d DECIMAL(20,3), h HUGEINT, u UUID, f DOUBLE,
                l BIGINT[], m MAP(VARCHAR, INTEGER[]), r STRUCT(a INTEGER, b VARCHAR))
            """
        );
        const int Rows = 5000;
        var id = Guid.Parse("12151fd2-7586-11e9-8f9e-2a86e4085a59");
        using (var appender = new Appender(_connection, null, "t"))
        {
            var count = 0;
            for (var row = 0; row < Rows; row++)
            {
                var columns = appender.Columns;
                if (row % 7 == 0)
                {
                    for (var column = 1; column < columns.ColumnCount; column++)
                    {
                        columns.Column(column).SetNull(count);
                    }
                }
                else
                {
                    columns.Column(1).Set(count, row % 2 == 0);
                    columns.Column(2).SetString(count, Text(row));
                    columns.Column(3).SetBlob(count, Encoding.UTF8.GetBytes(Text(row)));
                    columns.Column(4).SetDecimal(count, row * 1000);
                    columns.Column(5).Set(count, (Int128)row << 70);
                    columns.Column(6).Set(count, id);
                    columns.Column(7).Set(count, row / 2.0);
                    var start = columns.Column(8).AppendList(count, row % 5);
                    for (var i = 0; i < row % 5; i++)
                    {
                        columns.Column(8).Elements.Set(start + i, (long)i);
                    }

                    var entry = columns.Column(9).AppendList(count, 1);
                    columns.Column(9).Elements.Field(0).SetString(entry, "key");
                    var values = columns.Column(9).Elements.Field(1);
                    values.Elements.Set(values.AppendList(entry, 1), row);
                    columns.Column(10).Field(0).SetNull(count);
                    columns.Column(10).Field(1).SetString(count, "field");
                }

                columns.Column(0).Set(count, row);
                if (++count == DuckDbInstance.VectorSize)
                {
                    appender.Append(count);
                    count = 0;
                }
            }

            appender.Append(count);
            appender.Close();
        }

        using var result = _connection.Query("SELECT * FROM t ORDER BY i");
        var seen = 0;
        while (result.NextChunk(out var chunk))
        {
            for (var i = 0; i < chunk.Count; i++, seen++)
            {
                var line = string.Join(" ", Enumerable.Range(0, chunk.ColumnCount).Select(column => ValueText.Of(chunk.Column(column), i)));
                line.ShouldBe(
                    seen % 7 == 0
                        ? $"{seen} null null null null null null null null null null"
                        : $"{seen} {(seen % 2 == 0 ? "true" : "false")} {Text(seen)} {Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Text(seen)))} "
                            + $"{seen * 1000}e-3 {(Int128)seen << 70} {id} {seen / 2.0} [{string.Join(", ", Enumerable.Range(0, seen % 5))}] {{key: [{seen}]}} (null, field)"
                );
            }
        }

        seen.ShouldBe(Rows);
    }

    [Property(MaxTest = 200)]
    public void Any_text_comes_back(string?[] texts)
    {
        // A lone surrogate has no UTF-8 form.
        texts = [.. texts.Select(text => text is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)))];
        _connection.Execute("CREATE OR REPLACE TABLE p (l VARCHAR[])");
        using (var appender = new Appender(_connection, null, "p"))
        {
            var list = appender.Columns.Column(0);
            var start = list.AppendList(0, texts.Length);
            for (var i = 0; i < texts.Length; i++)
            {
                if (texts[i] is { } text)
                {
                    list.Elements.SetUtf8(start + i, Encoding.UTF8.GetBytes(text));
                }
                else
                {
                    list.Elements.SetNull(start + i);
                }
            }

            appender.Append(1);
            appender.Close();
        }

        using var result = _connection.Query("SELECT unnest(l) FROM p");
        var found = new List<string?>();
        while (result.NextChunk(out var chunk))
        {
            for (var row = 0; row < chunk.Count; row++)
            {
                found.Add(chunk.Column(0).IsNull(row) ? null : chunk.Column(0).String(row));
            }
        }

        found.ShouldBe(texts);
    }

    [Fact]
    public void Bytes_that_are_not_text_are_refused()
    {
        using var chunk = new ChunkWriter([LogicalType.Varchar]);
        Should.Throw<ArgumentException>(() => chunk.Column(0).SetUtf8(0, [0xff]));
    }

    [Fact]
    public void A_missing_table_and_a_broken_constraint_are_errors()
    {
        Should.Throw<DuckDbException>(() => new Appender(_connection, null, "missing")).Message.ShouldContain("missing");
        _connection.Execute("CREATE TABLE c (i INTEGER NOT NULL)");
        using var appender = new Appender(_connection, null, "c");
        appender.Columns.Column(0).SetNull(0);
        Should
            .Throw<DuckDbException>(() =>
            {
                appender.Append(1);
                appender.Close();
            })
            .Kind.ShouldBe(DuckDbErrorKind.Constraint);
    }

    static string Text(int row) => new('x', row % 30);

    public void Dispose()
    {
        _connection.Dispose();
        _instance.Dispose();
    }
}
