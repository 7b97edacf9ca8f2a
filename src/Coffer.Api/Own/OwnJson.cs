using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coffer.Api.Own;

/// <summary>Serialization of <c>/coffer/v1</c>; use <see cref="Wire"/>.</summary>
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(InfoReply))]
[JsonSerializable(typeof(HealthReply))]
[JsonSerializable(typeof(TableVersionReply))]
[JsonSerializable(typeof(TableVersionListReply))]
[JsonSerializable(typeof(RestoreRequest))]
[JsonSerializable(typeof(FileImportReply))]
[JsonSerializable(typeof(KeyRequest))]
[JsonSerializable(typeof(KeyReply))]
[JsonSerializable(typeof(KeyListReply))]
sealed partial class OwnJson : JsonSerializerContext
{
    public static OwnJson Wire { get; } =
        new(
            new JsonSerializerOptions
            {
                PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );
}
