using System.Text.Json.Serialization;

namespace Coffer.Api.TreasureData.Databases;

/// <param name="Id">database/show only; a string there.</param>
/// <param name="Permission">Never null: td-client-ruby calls <c>to_sym</c> on it.</param>
/// <param name="DatabasePermissions">With <c>require_permissions=true</c> only.</param>
sealed record DatabaseItem(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id,
    string Name,
    string CreatedAt,
    string UpdatedAt,
    long Count,
    string? Organization,
    string Permission,
    bool DeleteProtected,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Datatank,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DatabasePermissions? DatabasePermissions
);
