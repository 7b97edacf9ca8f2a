using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Coffer.Api.Own;

/// <summary>What the OpenAPI document says beside its routes. No address: the document is the same on every server.</summary>
sealed class OpenApiFacts : IOpenApiDocumentTransformer
{
    const string Scheme = "key";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Coffer",
            Version = "v1",
            Description = "Coffer's own API. Send the header 'Authorization: TD1 KEY'.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = "Authorization",
                Description = "TD1, a space and an API key",
            },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        return Task.CompletedTask;
    }
}
