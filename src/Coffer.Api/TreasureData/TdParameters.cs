using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Coffer.Api.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Coffer.Api.TreasureData;

/// <summary>
/// The parameters of one request: the union of query string, url-encoded form, multipart form and JSON object. An empty value counts as
/// absent (td-client-ruby sends nil as an empty string); a body value wins over the query string; names nobody asks for are ignored.
/// </summary>
sealed class TdParameters
{
    /// <summary>Parameters are small: SQL text is the largest. Imports do not come this way.</summary>
    const int LargestBody = 32 * 1024 * 1024;

    static readonly FormOptions Forms = new()
    {
        ValueLengthLimit = LargestBody,
        MultipartBodyLengthLimit = LargestBody,
        BufferBodyLengthLimit = LargestBody,
    };

    readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>The whole JSON body when it is a string or an array (td-client-node posts a schema as a JSON string literal).</summary>
    public string? JsonBody { get; private set; }

    public static async ValueTask<TdParameters?> BindAsync(HttpContext context)
    {
        var parameters = new TdParameters();
        foreach (var (name, value) in context.Request.Query)
        {
            parameters.Add(name, value.ToString());
        }

        if (HttpMethods.IsPost(context.Request.Method))
        {
            await parameters.ReadBodyAsync(context.Request, context.RequestAborted);
        }

        return parameters;
    }

    /// <summary>The value as text, or null when absent or empty.</summary>
    public string? Text(string name) => _values.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    public string Required(string name) =>
        Text(name) ?? throw new RefusedRequestException(StatusCodes.Status422UnprocessableEntity, $"'{name}' parameter is required");

    public long? Integer(string name, long least = long.MinValue, long most = long.MaxValue)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (
            !long.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture,
                out var value
            )
            || value < least
            || value > most
        )
        {
            var range = (least, most) switch
            {
                (long.MinValue, long.MaxValue) => "an integer",
                (_, long.MaxValue) => $"an integer of at least {least}",
                (long.MinValue, _) => $"an integer of at most {most}",
                _ => $"an integer between {least} and {most}",
            };
            throw new RefusedRequestException(StatusCodes.Status422UnprocessableEntity, $"Validation failed: {name} must be {range}");
        }

        return value;
    }

    /// <summary>Clients write booleans as <c>true</c>, <c>True</c> and <c>1</c>.</summary>
    public bool? Flag(string name) =>
        Text(name)?.ToUpperInvariant() switch
        {
            null => null,
            "TRUE" or "1" or "YES" => true,
            "FALSE" or "0" or "NO" => false,
            _ => throw new RefusedRequestException(
                StatusCodes.Status422UnprocessableEntity,
                $"Validation failed: {name} must be true or false"
            ),
        };

    async Task ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = LargestBody;
        }

        if (request.HasFormContentType)
        {
            await ReadFormAsync(request, cancellationToken);
            return;
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        if (body.Length == 0)
        {
            return;
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MatchesMediaType("application/json"))
        {
            throw new RefusedRequestException(
                StatusCodes.Status415UnsupportedMediaType,
                $"Unsupported content type '{request.ContentType}': send parameters in the query string, as a form or as a JSON object"
            );
        }

        ReadJson(body.GetBuffer().AsMemory(0, (int)body.Length));
    }

    async Task ReadFormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(Forms, cancellationToken);
        }
        catch (Exception malformed) when (malformed is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new RefusedRequestException(
                StatusCodes.Status400BadRequest,
                "The form in the request body cannot be read: " + malformed.Message
            );
        }

        foreach (var (name, value) in form)
        {
            Add(name, value.ToString());
        }

        foreach (var file in form.Files)
        {
            using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
            Add(file.Name, await reader.ReadToEndAsync(cancellationToken));
        }
    }

    void ReadJson(ReadOnlyMemory<byte> body)
    {
        if (!Utf8.IsValid(body.Span))
        {
            throw new RefusedRequestException(StatusCodes.Status400BadRequest, "The request body is not UTF-8");
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body);
        }
        catch (JsonException malformed)
        {
            throw new RefusedRequestException(StatusCodes.Status400BadRequest, "The request body is not valid JSON: " + malformed.Message);
        }

        using (document)
        {
            var root = document.RootElement;
            switch (root.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var property in root.EnumerateObject())
                    {
                        Add(property.Name, ValueText(property.Value));
                    }

                    break;
                case JsonValueKind.String:
                case JsonValueKind.Array:
                    JsonBody = ValueText(root);
                    break;
                default:
                    throw new RefusedRequestException(StatusCodes.Status400BadRequest, "The JSON in the request body must be an object");
            }
        }
    }

    static string ValueText(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Null => "",
            _ => value.GetRawText(),
        };

    void Add(string name, string value)
    {
        if (value.Length > 0)
        {
            _values[name] = value;
        }
    }
}
