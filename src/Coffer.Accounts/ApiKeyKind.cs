namespace Coffer.Accounts;

/// <summary>What a key may do. The numbers are stored.</summary>
public enum ApiKeyKind
{
    /// <summary>Everything that its user may do.</summary>
    Master = 1,

    /// <summary>Import and ingest only.</summary>
    WriteOnly = 2,
}
