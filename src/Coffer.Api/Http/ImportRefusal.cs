using Coffer.Storage.Imports;
using Microsoft.AspNetCore.Http;

namespace Coffer.Api.Http;

/// <summary>The status of an import whose body is refused.</summary>
static class ImportRefusal
{
    public static int Status(ImportError error) =>
        error switch
        {
            ImportError.BadGzip
            or ImportError.Truncated
            or ImportError.BadMessagePack
            or ImportError.NotAMap
            or ImportError.TooDeep
            or ImportError.InvalidText
            or ImportError.InvalidKey
            or ImportError.BadLine => StatusCodes.Status400BadRequest,
            ImportError.TooManyKeys or ImportError.TooManyColumns or ImportError.InvalidTime or ImportError.UnsupportedValue =>
                StatusCodes.Status422UnprocessableEntity,
            ImportError.RecordTooLarge or ImportError.BodyTooLarge => StatusCodes.Status413PayloadTooLarge,
        };
}
