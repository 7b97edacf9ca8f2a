namespace Coffer.Api.Auth;

/// <summary>What a route asks of a caller; endpoint metadata. A route without it belongs to no surface and asks nothing.</summary>
enum Access
{
    /// <summary>No key: status probes.</summary>
    Anonymous,

    /// <summary>Any key, write-only keys included.</summary>
    Import,

    /// <summary>A master key.</summary>
    Full,

    /// <summary>A master key of an administrator.</summary>
    Administrator,
}
