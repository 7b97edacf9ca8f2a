using Coffer.Api.Http;
using Coffer.Api.TreasureData.Wire;
using Coffer.Storage.Catalog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Coffer.Api.TreasureData.Databases;

static class DatabaseEndpoints
{
    /// <summary>Callers with a master key may do everything; finer permissions come with users and policies.</summary>
    const string Permission = "administrator";

    static readonly DatabasePermissions Everything = new(Edit: true, Delete: true, Query: true, Import: true, Download: true);

    public static void MapDatabases(this RouteGroupBuilder v3)
    {
        var group = v3.MapGroup("/database");
        group.MapGet("/list", List);
        group.MapGet("/show/{db}", Show);
        group.MapPost("/create/{db}", Create);
        group.MapPost("/delete/{db}", Delete);
    }

    static async Task<IResult> List(TdParameters parameters, TableCatalog catalog, CancellationToken cancellationToken)
    {
        var permissions = parameters.Flag("require_permissions") == true ? Everything : null;
        var databases = await catalog.ListDatabasesAsync(cancellationToken);
        return TdReply.Json(new DatabaseListReply([.. databases.Select(d => Item(d, permissions))]), TdJson.Wire.DatabaseListReply);
    }

    static async Task<IResult> Show(string db, TdParameters parameters, TableCatalog catalog, CancellationToken cancellationToken)
    {
        if (!Names.TryDatabase(db, out var name) || await catalog.FindDatabaseAsync(name, cancellationToken) is not { } database)
        {
            return Errors.DatabaseNotFound(PathSegments.Value(db));
        }

        var item = Item(database, parameters.Flag("require_permissions") == true ? Everything : null) with
        {
            Id = database.Id.Value.ToString(),
            Datatank = false,
        };
        return TdReply.Json(item, TdJson.Wire.DatabaseItem);
    }

    static async Task<IResult> Create(string db, TableCatalog catalog, CancellationToken cancellationToken)
    {
        if (!Names.TryDatabase(db, out var name))
        {
            return Names.Invalid(PathSegments.Value(db));
        }

        return await catalog.CreateDatabaseAsync(name, cancellationToken) switch
        {
            CreateDatabaseResult.Created => Changed(name.Value),
            CreateDatabaseResult.AlreadyExists => Errors.Conflict($"Database {name} already exists"),
        };
    }

    static async Task<IResult> Delete(string db, TableCatalog catalog, CancellationToken cancellationToken)
    {
        if (!Names.TryDatabase(db, out var name))
        {
            return Errors.DatabaseNotFound(PathSegments.Value(db));
        }

        return await catalog.DeleteDatabaseAsync(name, cancellationToken) switch
        {
            DeleteDatabaseResult.Deleted => Changed(name.Value),
            DeleteDatabaseResult.NotFound => Errors.DatabaseNotFound(name.Value),
            DeleteDatabaseResult.Protected => Errors.Forbidden($"Database {name} or one of its tables is protected against deletion"),
        };
    }

    static IResult Changed(string name) => TdReply.Json(new DatabaseReply(name), TdJson.Wire.DatabaseReply);

    static DatabaseItem Item(DatabaseInfo database, DatabasePermissions? permissions) =>
        new(
            Id: null,
            Name: database.Name.Value,
            CreatedAt: TdSpacedTimestamp.Text(database.CreatedAt),
            UpdatedAt: TdSpacedTimestamp.Text(database.UpdatedAt),
            Count: database.Records,
            Organization: null,
            Permission: Permission,
            DeleteProtected: database.DeleteProtected,
            Datatank: null,
            DatabasePermissions: permissions
        );
}
