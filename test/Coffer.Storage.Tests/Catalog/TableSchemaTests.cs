using Coffer.Storage.Catalog;
using Shouldly;
using Xunit;

namespace Coffer.Storage.Tests.Catalog;

public sealed class TableSchemaTests
{
    [Theory]
    [InlineData("a b", "a, b")]
    [InlineData("userId", "userId")]
    [InlineData("user-id User.ID", "user-id@user_id, User.ID@user_id_2")]
    [InlineData("a@x b", "a@x, b")]
    [InlineData("日本 --", "日本@_, --@__2")]
    public void A_schema_names_every_column(string keys, string named) => Text(TableSchema.Create(Entries(keys))).ShouldBe(named);

    [Theory]
    [InlineData("time", "'time' is reserved")]
    [InlineData("v", "'v' is reserved")]
    [InlineData("a@time", "'time'")]
    [InlineData("a@Big", "'Big'")]
    [InlineData("a a", "'a' is given twice")]
    [InlineData("a A", "name 'a'")]
    [InlineData("a@x b@x", "name 'x'")]
    public void A_schema_that_cannot_be_is_refused_in_words(string keys, string words) =>
        TableSchema.Create(Entries(keys)).Problem.ShouldNotBeNull().ShouldContain(words);

    [Theory]
    [InlineData("a a b", "a, b")]
    [InlineData("a A b", "a, b")]
    public void Duplicates_can_be_ignored(string keys, string named) => Text(TableSchema.Create(Entries(keys), true)).ShouldBe(named);

    [Theory]
    [InlineData("a", "a b", "a, b")]
    [InlineData("a", "A", "a, A@a_2")]
    [InlineData("a@x", "x", "a@x, x@x_2")]
    [InlineData("a", "Time V", "a, Time@time_2, V@v_2")]
    public void Appending_finds_a_free_name(string present, string added, string named) =>
        Text(TableSchema.Create(Entries(present)).Schema!.Append(Entries(added))).ShouldBe(named);

    [Fact]
    public void A_table_has_at_most_512_columns()
    {
        var most = Enumerable.Range(0, 512).Select(i => new SchemaEntry($"k{i}", ColumnType.Long)).ToList();
        var full = TableSchema.Create(most).Schema.ShouldNotBeNull();

        full.Append([new SchemaEntry("one_more", ColumnType.Long)]).Problem.ShouldNotBeNull().ShouldContain("512");
        TableSchema.Create([.. most, new SchemaEntry("one_more", ColumnType.Long)]).Problem.ShouldNotBeNull();
    }

    static IEnumerable<SchemaEntry> Entries(string keys) =>
        keys.Split(' ').Select(k => k.Split('@')).Select(p => new SchemaEntry(p[0], ColumnType.Long, p.ElementAtOrDefault(1)));

    static string Text(SchemaCheck check) =>
        string.Join(", ", check.Schema.ShouldNotBeNull().Entries.Select(e => e.Alias is null ? e.Key : $"{e.Key}@{e.Alias}"));
}
