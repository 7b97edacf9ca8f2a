using Coffer.Database;
using Coffer.Storage;
using Coffer.Storage.Catalog;
using Shouldly;
using Xunit;

namespace Coffer.Conformance.Storage;

/// <summary>Databases, tables and schemas under Treasure Data's rules.</summary>
public abstract class CatalogConformance(DatabaseKind kind) : StorageTest(kind)
{
    static readonly DatabaseName Missing = DatabaseName.Parse("missing");
    static readonly TableName Other = TableName.Parse("other");

    [Fact]
    public async Task A_database_is_seen_at_once_and_made_once()
    {
        (await Catalog.CreateDatabaseAsync(Sales, Cancellation)).ShouldBe(CreateDatabaseResult.AlreadyExists);

        var database = (await Catalog.ListDatabasesAsync(Cancellation)).ShouldHaveSingleItem();
        (database.Name, database.Records, database.DeleteProtected).ShouldBe((Sales, 0, false));
        (await Catalog.FindDatabaseAsync(Sales, Cancellation)).ShouldBe(database);
        (await Catalog.FindDatabaseAsync(Missing, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_dropped_database_takes_its_tables_along_and_its_name_is_free()
    {
        await ImportAsync("""{"time":1}""");
        (await Catalog.DeleteDatabaseAsync(Sales, Cancellation)).ShouldBe(DeleteDatabaseResult.Deleted);
        (await Catalog.DeleteDatabaseAsync(Sales, Cancellation)).ShouldBe(DeleteDatabaseResult.NotFound);
        (await Catalog.ListTablesAsync(Sales, Cancellation)).ShouldBeNull();

        (await Catalog.CreateDatabaseAsync(Sales, Cancellation)).ShouldBe(CreateDatabaseResult.Created);
        (await Catalog.ListTablesAsync(Sales, Cancellation)).ShouldNotBeNull().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_protected_is_not_deleted()
    {
        (await Catalog.ProtectDatabaseAsync(Sales, true, Cancellation)).ShouldBe(UpdateDatabaseResult.Updated);
        (await Catalog.DeleteDatabaseAsync(Sales, Cancellation)).ShouldBe(DeleteDatabaseResult.Protected);
        await Catalog.ProtectDatabaseAsync(Sales, false, Cancellation);
        await Catalog.UpdateTableAsync(Sales, Orders, new TableUpdate { DeleteProtected = true }, Cancellation);

        (await Catalog.DeleteTableAsync(Sales, Orders, Cancellation)).ShouldBe(DeleteTableResult.Protected);
        (await Catalog.DeleteDatabaseAsync(Sales, Cancellation)).ShouldBe(DeleteDatabaseResult.Protected);
        await Catalog.CreateTableAsync(Sales, Other, new NewTable(), Cancellation);
        (await Catalog.RenameTableAsync(Sales, Other, Orders, true, Cancellation)).ShouldBe(RenameTableResult.TargetProtected);
    }

    [Fact]
    public async Task A_new_table_has_the_options_it_was_given()
    {
        var options = new NewTable
        {
            Schema = Schema("id long", "tags array<string>"),
            ExpireDays = 30,
            IncludeV = false,
            Description = "all",
        };
        (await Catalog.CreateTableAsync(Sales, Other, options, Cancellation)).ShouldBe(CreateTableResult.Created);
        (await Catalog.CreateTableAsync(Sales, Other, options, Cancellation)).ShouldBe(CreateTableResult.AlreadyExists);
        (await Catalog.CreateTableAsync(Missing, Other, options, Cancellation)).ShouldBe(CreateTableResult.DatabaseNotFound);

        var table = (await Catalog.FindTableAsync(Sales, Other, Cancellation)).ShouldNotBeNull();
        (table.ExpireDays, table.IncludeV, table.DetectSchema, table.Description, table.Database).ShouldBe((30, false, true, "all", Sales));
        Text(table).ShouldBe(["id long", "tags array<string>"]);
        (await Catalog.ListTablesAsync(Sales, Cancellation)).ShouldNotBeNull().Select(t => t.Name).ShouldBe([Orders, Other]);
        Text((await Catalog.ListTablesAsync(Sales, Cancellation))![1]).ShouldBe(["id long", "tags array<string>"]);
    }

    [Fact]
    public async Task A_dropped_table_is_gone_and_its_name_is_free()
    {
        await ImportAsync("""{"time":1,"a":1}""");
        var first = (await OrdersAsync()).Id;

        (await Catalog.DeleteTableAsync(Sales, Orders, Cancellation)).ShouldBe(DeleteTableResult.Deleted);
        (await Catalog.DeleteTableAsync(Sales, Orders, Cancellation)).ShouldBe(DeleteTableResult.TableNotFound);
        (await Catalog.DeleteTableAsync(Missing, Orders, Cancellation)).ShouldBe(DeleteTableResult.DatabaseNotFound);
        await Catalog.CreateTableAsync(Sales, Orders, new NewTable(), Cancellation);

        (await OrdersAsync()).Id.ShouldNotBe(first);
        (await RowsAsync("time")).ShouldBeEmpty();
        (await Catalog.FindDatabaseAsync(Sales, Cancellation))!.Records.ShouldBe(0);
    }

    [Fact]
    public async Task Renaming_replaces_a_table_only_when_asked_to()
    {
        await ImportAsync("""{"time":1}""");
        await Catalog.CreateTableAsync(Sales, Other, new NewTable(), Cancellation);

        (await Catalog.RenameTableAsync(Sales, Orders, Other, false, Cancellation)).ShouldBe(RenameTableResult.TargetExists);
        (await Catalog.RenameTableAsync(Sales, Orders, Other, true, Cancellation)).ShouldBe(RenameTableResult.Renamed);
        (await Catalog.RenameTableAsync(Sales, Orders, Other, true, Cancellation)).ShouldBe(RenameTableResult.TableNotFound);
        (await Catalog.RenameTableAsync(Missing, Orders, Other, true, Cancellation)).ShouldBe(RenameTableResult.DatabaseNotFound);
        (await Catalog.RenameTableAsync(Sales, Other, Other, false, Cancellation)).ShouldBe(RenameTableResult.Renamed);
        (await Catalog.FindTableAsync(Sales, Other, Cancellation))!.Records.ShouldBe(1);
    }

    [Fact]
    public async Task Swapping_exchanges_the_names()
    {
        await ImportAsync("""{"time":1}""");
        await Catalog.CreateTableAsync(Sales, Other, new NewTable(), Cancellation);

        (await Catalog.SwapTablesAsync(Sales, Orders, Other, Cancellation)).ShouldBe(SwapTablesResult.Swapped);

        (await Catalog.FindTableAsync(Sales, Other, Cancellation))!.Records.ShouldBe(1);
        (await OrdersAsync()).Records.ShouldBe(0);
        (await Catalog.SwapTablesAsync(Sales, Orders, TableName.Parse("none"), Cancellation)).ShouldBe(SwapTablesResult.TableNotFound);
        (await Catalog.SwapTablesAsync(Missing, Orders, Other, Cancellation)).ShouldBe(SwapTablesResult.DatabaseNotFound);
    }

    [Fact]
    public async Task An_update_changes_what_it_names()
    {
        await Catalog.CreateTableAsync(Sales, Other, new NewTable { ExpireDays = 7 }, Cancellation);

        await Catalog.UpdateTableAsync(Sales, Other, new TableUpdate { IncludeV = false, Description = "text" }, Cancellation);
        var table = (await Catalog.FindTableAsync(Sales, Other, Cancellation))!;
        (table.ExpireDays, table.IncludeV, table.DetectSchema, table.Description).ShouldBe((7, false, true, "text"));
        await Catalog.UpdateTableAsync(Sales, Other, new TableUpdate { ExpireDays = 0, DetectSchema = false }, Cancellation);
        table = (await Catalog.FindTableAsync(Sales, Other, Cancellation))!;
        (table.ExpireDays, table.IncludeV, table.DetectSchema).ShouldBe((null, false, false));

        (await Catalog.UpdateTableAsync(Sales, Other, new TableUpdate { Name = Orders }, Cancellation)).ShouldBe(
            UpdateTableResult.NameTaken
        );
        (await Catalog.UpdateTableAsync(Sales, Other, new TableUpdate { Name = Orders, Overwrite = true }, Cancellation)).ShouldBe(
            UpdateTableResult.Updated
        );
        (await OrdersAsync()).Id.ShouldBe(table.Id);
        (await Catalog.UpdateTableAsync(Sales, Other, new TableUpdate(), Cancellation)).ShouldBe(UpdateTableResult.TableNotFound);
        (await Catalog.UpdateTableAsync(Missing, Other, new TableUpdate(), Cancellation)).ShouldBe(UpdateTableResult.DatabaseNotFound);
    }

    [Fact]
    public async Task Appending_keeps_what_is_there_and_names_what_is_new()
    {
        await UpdateSchemaAsync("id long", "name string");

        SchemaEntry[] entries =
        [
            new("id", ColumnType.String),
            new("userId", ColumnType.Long),
            new("User ID", ColumnType.Long),
            new("user_id", ColumnType.Long),
        ];
        (await Catalog.AppendSchemaAsync(Sales, Orders, entries, Cancellation)).ShouldBe(new AppendSchemaResult(UpdateTableResult.Updated));
        await Catalog.AppendSchemaAsync(Sales, Orders, entries, Cancellation);

        Text(await OrdersAsync())
            .ShouldBe(["id long", "name string", "userId long@userid", "User ID long@user_id", "user_id long@user_id_2"]);
        var refused = await Catalog.AppendSchemaAsync(Sales, Orders, [new("v", ColumnType.Long)], Cancellation);
        refused.Problem.ShouldNotBeNull().ShouldContain("'v'");
        (await OrdersAsync()).Columns.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_key_that_is_dropped_and_declared_again_shows_its_old_data()
    {
        await ImportAsync("""{"time":1,"a":"x","b":1}""");
        await UpdateSchemaAsync("b long");
        await Catalog.UpdateTableAsync(Sales, Orders, new TableUpdate { DetectSchema = false }, Cancellation);
        (await RowsAsync("time", "b")).ShouldBe(["1|1"]);
        await ImportAsync("""{"time":2,"a":"y"}""");
        await UpdateSchemaAsync("b string", "a string@again");

        (await RowsAsync("time", "again", "b")).ShouldBe(["1|x|1", "2|y|NULL"]);
    }

    [Theory]
    [InlineData("long", "1|7", "2|1", "3|1", "4|NULL", "5|12", "6|NULL", "7|NULL")]
    [InlineData("double", "1|7.0", "2|1.9", "3|1.0", "4|NULL", "5|12.0", "6|NULL", "7|NULL")]
    [InlineData("string", "1|7", "2|1.9", "3|true", "4|x1", "5|12", "6|[1,\"2\",null]", "7|{\"k\":1}")]
    [InlineData("array<long>", "1|NULL", "2|NULL", "3|NULL", "4|NULL", "5|NULL", "6|[1, 2, NULL]", "7|NULL")]
    [InlineData("map<string,long>", "1|NULL", "2|NULL", "3|NULL", "4|NULL", "5|NULL", "6|NULL", "7|{k=1}")]
    public async Task Values_read_as_the_declared_type_or_null(string type, params string[] rows)
    {
        foreach (var (index, value) in new[] { "7", "1.9", "true", "\"x1\"", "\"12\"", "[1,\"2\",null]", "{\"k\":1}" }.Index())
            await ImportAsync($$"""{"time":{{index + 1}},"a":{{value}}}""");

        await UpdateSchemaAsync($"a {type}");

        (await RowsAsync("time", "a")).ShouldBe(rows);
    }

    async Task UpdateSchemaAsync(params string[] columns) =>
        (await Catalog.UpdateTableAsync(Sales, Orders, new TableUpdate { Schema = Schema(columns) }, Cancellation)).ShouldBe(
            UpdateTableResult.Updated
        );

    /// <summary>A schema from "key type@alias" texts, as the td command takes them.</summary>
    static TableSchema Schema(params string[] columns) =>
        TableSchema
            .Create(
                columns.Select(c => c.Split([' ', '@'])).Select(p => new SchemaEntry(p[0], ColumnType.Parse(p[1]), p.ElementAtOrDefault(2)))
            )
            .Schema.ShouldNotBeNull();

    static IEnumerable<string> Text(Table table) => table.Columns.Select(c => $"{c.Key} {c.Type}{(c.Alias is null ? "" : "@" + c.Alias)}");
}
