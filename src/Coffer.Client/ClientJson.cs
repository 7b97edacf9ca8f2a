using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coffer.Client;

[JsonSerializable(typeof(ServerInfo))]
[JsonSerializable(typeof(DatabaseInfo))]
[JsonSerializable(typeof(DatabaseList))]
[JsonSerializable(typeof(TableInfo))]
[JsonSerializable(typeof(TableList))]
[JsonSerializable(typeof(TableVersionInfo))]
[JsonSerializable(typeof(TableVersionList))]
[JsonSerializable(typeof(RestoreRequest))]
[JsonSerializable(typeof(ImportInfo))]
[JsonSerializable(typeof(JobIssued))]
[JsonSerializable(typeof(JobKilled))]
[JsonSerializable(typeof(JobStatusInfo))]
[JsonSerializable(typeof(JobInfo))]
[JsonSerializable(typeof(JobList))]
[JsonSerializable(typeof(Failure))]
[JsonSerializable(typeof(IReadOnlyList<JsonElement>))]
sealed partial class ClientJson : JsonSerializerContext
{
    public static ClientJson Wire { get; } = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower });
}
