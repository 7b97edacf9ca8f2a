using Coffer.Api.TreasureData.Wire;
using Coffer.Storage.Catalog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Coffer.Api.TreasureData.Accounts;

static class AccountEndpoints
{
    public static void MapAccount(this RouteGroupBuilder v3) => v3.MapGet("/account/show", Show);

    static async Task<IResult> Show(HttpContext context, TableCatalog catalog, ServerFacts facts, CancellationToken cancellationToken)
    {
        var bytes = 0L;
        foreach (var database in await catalog.ListDatabasesAsync(cancellationToken))
        {
            bytes += (await catalog.ListTablesAsync(database.Name, cancellationToken))?.Sum(t => t.Bytes) ?? 0;
        }

        // The one account of a server; plans are the vendor's price list and are 0 here.
        var account = new AccountBody(
            Id: 1,
            Plan: 0,
            PrestoPlan: 0,
            StorageSize: bytes,
            GuaranteedCores: Environment.ProcessorCount,
            MaximumCores: Environment.ProcessorCount,
            CreatedAt: TdIsoTimestamp.Text(facts.CreatedAt),
            EncryptStartAt: ClientShapes.Of(context) == ClientShape.ExactKeys ? null : ""
        );
        return TdReply.Json(new AccountReply(account), TdJson.Wire.AccountReply);
    }
}
