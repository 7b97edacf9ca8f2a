using Coffer.Accounts;
using Coffer.Api.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Coffer.Api.Own;

/// <summary>The caller's own API keys.</summary>
static class KeyEndpoints
{
    public static void MapKeys(this RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/keys");
        group
            .MapGet("", List)
            .WithName("ListKeys")
            .WithSummary("Your keys, without their text")
            .Produces<KeyListReply>()
            .ProducesFailures();
        group
            .MapPost("", Create)
            .WithName("CreateKey")
            .WithSummary("Makes a key; its text is shown this once")
            .Produces<KeyReply>()
            .ProducesFailures(StatusCodes.Status422UnprocessableEntity);
        group
            .MapDelete("/{id:long}", Delete)
            .WithName("DeleteKey")
            .WithSummary("Makes a key invalid")
            .Produces<KeyReply>()
            .ProducesFailures(StatusCodes.Status404NotFound);
    }

    static async Task<IResult> List(HttpContext context, ApiKeys keys, CancellationToken cancellationToken)
    {
        var found = await keys.ListAsync(context.Caller().UserId, cancellationToken);
        return OwnReply.Json(
            new KeyListReply([.. found.Select(k => new KeyReply(k.Id.Value, KindText(k.Kind), null))]),
            OwnJson.Wire.KeyListReply
        );
    }

    static async Task<IResult> Create(KeyRequest request, HttpContext context, ApiKeys keys, CancellationToken cancellationToken)
    {
        ApiKeyKind? kind = request.Kind switch
        {
            "master" => ApiKeyKind.Master,
            "write_only" => ApiKeyKind.WriteOnly,
            _ => null,
        };
        if (kind is null)
        {
            return Problems.Reply(StatusCodes.Status422UnprocessableEntity, $"kind '{request.Kind}' is not one of master and write_only");
        }

        var key = await keys.CreateAsync(context.Caller().UserId, kind.Value, cancellationToken);
        return OwnReply.Json(new KeyReply(null, request.Kind, key.Reveal()), OwnJson.Wire.KeyReply);
    }

    static async Task<IResult> Delete(long id, HttpContext context, ApiKeys keys, CancellationToken cancellationToken)
    {
        var own = await keys.ListAsync(context.Caller().UserId, cancellationToken);
        var index = own.FindIndex(k => k.Id.Value == id);
        return index >= 0 && await keys.RevokeAsync(own[index].Id, cancellationToken)
            ? OwnReply.Json(new KeyReply(id, KindText(own[index].Kind), null), OwnJson.Wire.KeyReply)
            : Problems.Reply(StatusCodes.Status404NotFound, $"You have no key with id {id}");
    }

    static string KindText(ApiKeyKind kind) =>
        kind switch
        {
            ApiKeyKind.Master => "master",
            ApiKeyKind.WriteOnly => "write_only",
        };
}
