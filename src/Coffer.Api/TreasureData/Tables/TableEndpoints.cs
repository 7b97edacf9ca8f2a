using Coffer.Api.Http;
using Coffer.Api.TreasureData.Wire;
using Coffer.Storage;
using Coffer.Storage.Catalog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Coffer.Api.TreasureData.Tables;

static class TableEndpoints
{
    /// <summary>The one type of table that is still made; <c>item</c> tables are history.</summary>
    const string LogTable = "log";

    public static void MapTables(this RouteGroupBuilder v3)
    {
        var group = v3.MapGroup("/table");
        group.MapGet("/list/{db}", List);
        group.MapGet("/show/{db}/{table}", Show);
        group.MapPost("/create/{db}/{table}", Create);
        group.MapPost("/create/{db}/{table}/{type}", CreateTyped);
        group.MapPost("/delete/{db}/{table}", Delete);
        group.MapPost("/update/{db}/{table}", Update);
        group.MapPost("/update-schema/{db}/{table}", UpdateSchema);
        group.MapPost("/append-schema/{db}/{table}", AppendSchema);
    }

    static async Task<IResult> List(string db, TdParameters parameters, TableCatalog catalog, CancellationToken cancellationToken)
    {
        if (!Names.TryDatabase(db, out var name) || await catalog.ListTablesAsync(name, cancellationToken) is not { } tables)
        {
            return Errors.DatabaseNotFound(PathSegments.Value(db));
        }

        var descriptions = parameters.Flag("include_descriptions") == true;
        return TdReply.Json(new TableListReply(name.Value, [.. tables.Select(t => Item(t, descriptions))]), TdJson.Wire.TableListReply);
    }

    static async Task<IResult> Show(
        string db,
        string table,
        TdParameters parameters,
        TableCatalog catalog,
        CancellationToken cancellationToken
    )
    {
        if (!Names.TryBoth(db, table, out var database, out var name, out var notFound))
        {
            return notFound;
        }

        if (await catalog.FindTableAsync(database, name, cancellationToken) is { } found)
        {
            return TdReply.Json(Item(found, parameters.Flag("include_descriptions") == true), TdJson.Wire.TableItem);
        }

        return await MissingAsync(database, name, catalog, cancellationToken);
    }

    static Task<IResult> CreateTyped(
        string db,
        string table,
        string type,
        TdParameters parameters,
        TableCatalog catalog,
        CancellationToken cancellationToken
    ) =>
        type == LogTable
            ? Create(db, table, parameters, catalog, cancellationToken)
            : Task.FromResult(Errors.Invalid($"table type '{type}' cannot be created: use {LogTable}"));

    static async Task<IResult> Create(
        string db,
        string table,
        TdParameters parameters,
        TableCatalog catalog,
        CancellationToken cancellationToken
    )
    {
        if (!Names.TryDatabase(db, out var database))
        {
            return Errors.DatabaseNotFound(PathSegments.Value(db));
        }

        if (!Names.TryTable(table, out var name))
        {
            return Names.Invalid(PathSegments.Value(table));
        }

        foreach (var unserved in (ReadOnlySpan<string>)["source_table", "including_properties"])
        {
            if (parameters.Text(unserved) is not null)
            {
                return Errors.Invalid($"{unserved} is not served yet");
            }
        }

        var defaults = new NewTable();
        var schema = TableSchema.Empty;
        if (parameters.Text("schema") is { } text && !TryReadSchema(text, false, out schema, out var problem))
        {
            return Errors.Invalid(problem);
        }

        var options = new NewTable
        {
            Schema = schema,
            ExpireDays = (int?)parameters.Integer("expire_days", 0, int.MaxValue),
            IncludeV = parameters.Flag("include_v") ?? defaults.IncludeV,
            DetectSchema = parameters.Flag("detect_schema") ?? defaults.DetectSchema,
            Description = parameters.Text("description"),
        };
        return await catalog.CreateTableAsync(database, name, options, cancellationToken) switch
        {
            CreateTableResult.Created => Changed(database, name),
            CreateTableResult.AlreadyExists => Errors.Conflict($"Table {name} already exists"),
            CreateTableResult.DatabaseNotFound => Errors.DatabaseNotFound(database.Value),
        };
    }

    static async Task<IResult> Delete(string db, string table, TableCatalog catalog, CancellationToken cancellationToken)
    {
        if (!Names.TryBoth(db, table, out var database, out var name, out var notFound))
        {
            return notFound;
        }

        return await catalog.DeleteTableAsync(database, name, cancellationToken) switch
        {
            DeleteTableResult.Deleted => Changed(database, name),
            DeleteTableResult.DatabaseNotFound => Errors.DatabaseNotFound(database.Value),
            DeleteTableResult.TableNotFound => Errors.TableNotFound(name.Value),
            DeleteTableResult.Protected => Errors.Forbidden($"Table {name} is protected against deletion"),
        };
    }

    static Task<IResult> Update(
        string db,
        string table,
        TdParameters parameters,
        TableCatalog catalog,
        CancellationToken cancellationToken
    ) => UpdateAsync(db, table, parameters, parameters.Text("schema"), catalog, cancellationToken);

    /// <summary>Replaces the list of columns. td-client-node sends the schema as the whole JSON body.</summary>
    static Task<IResult> UpdateSchema(
        string db,
        string table,
        TdParameters parameters,
        TableCatalog catalog,
        CancellationToken cancellationToken
    ) => UpdateAsync(db, table, parameters, parameters.JsonBody ?? parameters.Required("schema"), catalog, cancellationToken);

    static async Task<IResult> UpdateAsync(
        string db,
        string table,
        TdParameters parameters,
        string? schemaText,
        TableCatalog catalog,
        CancellationToken cancellationToken
    )
    {
        if (!Names.TryBoth(db, table, out var database, out var name, out var notFound))
        {
            return notFound;
        }

        var newName = default(TableName?);
        if (parameters.Text("name") is { } wanted)
        {
            if (!TableName.TryParse(wanted, out var parsed))
            {
                return Names.Invalid(wanted);
            }

            newName = parsed;
        }

        var schema = default(TableSchema);
        if (
            schemaText is not null
            && !TryReadSchema(schemaText, parameters.Flag("ignore_duplicate_schema") == true, out schema, out var problem)
        )
        {
            return Errors.Invalid(problem);
        }

        var update = new TableUpdate
        {
            Name = newName,
            Overwrite = parameters.Flag("overwrite") == true,
            Schema = schema,
            ExpireDays = (int?)parameters.Integer("expire_days", 0, int.MaxValue),
            IncludeV = parameters.Flag("include_v"),
            DetectSchema = parameters.Flag("detect_schema"),
            Description = parameters.Text("description"),
            DeleteProtected = parameters.Flag("delete_protected"),
        };
        return Reply(await catalog.UpdateTableAsync(database, name, update, cancellationToken), database, name, newName ?? name);
    }

    static async Task<IResult> AppendSchema(
        string db,
        string table,
        TdParameters parameters,
        TableCatalog catalog,
        CancellationToken cancellationToken
    )
    {
        if (!Names.TryBoth(db, table, out var database, out var name, out var notFound))
        {
            return notFound;
        }

        if (SchemaInString.Read(parameters.JsonBody ?? parameters.Required("schema"), out var problem) is not { } entries)
        {
            return Errors.Invalid(problem);
        }

        var appended = await catalog.AppendSchemaAsync(database, name, entries, cancellationToken);
        return appended.Problem is { } refused ? Errors.Invalid(refused) : Reply(appended.Result, database, name, name);
    }

    static IResult Reply(UpdateTableResult result, DatabaseName database, TableName name, TableName newName) =>
        result switch
        {
            UpdateTableResult.Updated => Changed(database, newName),
            UpdateTableResult.DatabaseNotFound => Errors.DatabaseNotFound(database.Value),
            UpdateTableResult.TableNotFound => Errors.TableNotFound(name.Value),
            UpdateTableResult.NameTaken => Errors.Conflict($"Table {newName} already exists"),
            UpdateTableResult.NameProtected => Errors.Forbidden($"Table {newName} is protected against deletion"),
        };

    static bool TryReadSchema(string text, bool ignoreDuplicates, out TableSchema schema, out string problem)
    {
        schema = TableSchema.Empty;
        if (SchemaInString.Read(text, out problem) is not { } entries)
        {
            return false;
        }

        var check = TableSchema.Create(entries, ignoreDuplicates);
        problem = check.Problem ?? "";
        schema = check.Schema ?? TableSchema.Empty;
        return check.Schema is not null;
    }

    public static async Task<IResult> MissingAsync(
        DatabaseName database,
        TableName name,
        TableCatalog catalog,
        CancellationToken cancellationToken
    ) =>
        await catalog.FindDatabaseAsync(database, cancellationToken) is null
            ? Errors.DatabaseNotFound(database.Value)
            : Errors.TableNotFound(name.Value);

    static IResult Changed(DatabaseName database, TableName name) =>
        TdReply.Json(new TableReply(database.Value, name.Value, LogTable), TdJson.Wire.TableReply);

    static TableItem Item(Table table, bool descriptions) =>
        new(
            Id: table.Id.Value,
            Name: table.Name.Value,
            EstimatedStorageSize: table.Bytes,
            CounterUpdatedAt: TdIsoTimestamp.Text(table.CounterUpdatedAt),
            LastLogTimestamp: table.LastLogTimestamp is { } seconds ? TdIsoTimestamp.FromUnixSeconds(seconds) : null,
            DeleteProtected: table.DeleteProtected,
            CreatedAt: TdSpacedTimestamp.Text(table.CreatedAt),
            UpdatedAt: TdSpacedTimestamp.Text(table.UpdatedAt),
            Type: LogTable,
            IncludeV: table.IncludeV,
            Count: table.Records,
            Schema: SchemaInString.Text(table.Columns),
            ExpireDays: table.ExpireDays,
            Description: descriptions ? table.Description ?? "" : null
        );
}
