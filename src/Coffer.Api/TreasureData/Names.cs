using System.Diagnostics.CodeAnalysis;
using Coffer.Api.Http;
using Coffer.Storage;
using Microsoft.AspNetCore.Http;

namespace Coffer.Api.TreasureData;

/// <summary>Names in paths. A name that cannot exist is "not found" when it is looked up and "invalid" when something is to be called so.</summary>
static class Names
{
    public static bool TryDatabase(string routeValue, out DatabaseName name)
    {
        foreach (var candidate in PathSegments.Candidates(routeValue))
        {
            if (DatabaseName.TryParse(candidate, out name))
            {
                return true;
            }
        }

        name = default;
        return false;
    }

    public static bool TryTable(string routeValue, out TableName name)
    {
        foreach (var candidate in PathSegments.Candidates(routeValue))
        {
            if (TableName.TryParse(candidate, out name))
            {
                return true;
            }
        }

        name = default;
        return false;
    }

    /// <summary>Both names of a path, or the answer that says which of them cannot exist.</summary>
    public static bool TryBoth(
        string db,
        string table,
        out DatabaseName database,
        out TableName name,
        [NotNullWhen(false)] out IResult? notFound
    )
    {
        name = default;
        if (!TryDatabase(db, out database))
        {
            notFound = Errors.DatabaseNotFound(PathSegments.Value(db));
            return false;
        }

        notFound = TryTable(table, out name) ? null : Errors.TableNotFound(PathSegments.Value(table));
        return notFound is null;
    }

    public static IResult Invalid(string name) =>
        name.Length < 3
            ? Errors.Invalid("Name is too short (minimum is 3 characters)")
            : Errors.Invalid($"Name '{name}' is not possible: {NameRules.Description}");
}
