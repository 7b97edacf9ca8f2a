using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Coffer.Api.TreasureData.Accounts;
using Coffer.Api.TreasureData.Databases;
using Coffer.Api.TreasureData.Imports;
using Coffer.Api.TreasureData.Jobs;
using Coffer.Api.TreasureData.System;
using Coffer.Api.TreasureData.Tables;
using Coffer.Api.TreasureData.Wire;

namespace Coffer.Api.TreasureData;

/// <summary>Serialization of <c>/v3</c>. Use <see cref="Wire"/>: snake case, and text outside ASCII as it is.</summary>
[JsonSerializable(typeof(ErrorReply))]
[JsonSerializable(typeof(EndpointRow))]
[JsonSerializable(typeof(ServerStatusReply))]
[JsonSerializable(typeof(AccountReply))]
[JsonSerializable(typeof(DatabaseListReply))]
[JsonSerializable(typeof(DatabaseItem))]
[JsonSerializable(typeof(DatabaseReply))]
[JsonSerializable(typeof(TableListReply))]
[JsonSerializable(typeof(TableItem))]
[JsonSerializable(typeof(TableReply))]
[JsonSerializable(typeof(ImportReply))]
[JsonSerializable(typeof(JobIssueReply))]
[JsonSerializable(typeof(JobListReply))]
[JsonSerializable(typeof(JobItem))]
[JsonSerializable(typeof(JobStatusReply))]
[JsonSerializable(typeof(JobKillReply))]
sealed partial class TdJson : JsonSerializerContext
{
    public static TdJson Wire { get; } =
        new(
            new JsonSerializerOptions
            {
                PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );
}
