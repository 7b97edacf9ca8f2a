namespace Coffer.Storage.Imports;

/// <summary>What is wrong with a body that was sent for import. Nothing of it has been applied.</summary>
public enum ImportError
{
    /// <summary>The body is not gzip, or its checksum is wrong.</summary>
    BadGzip,

    /// <summary>The body ends in the middle of a record or of the gzip stream.</summary>
    Truncated,

    /// <summary>Bytes that are not MessagePack.</summary>
    BadMessagePack,

    /// <summary>A record is not a map.</summary>
    NotAMap,

    /// <summary>Arrays and maps are nested too deep.</summary>
    TooDeep,

    /// <summary>A record has too many keys.</summary>
    TooManyKeys,

    /// <summary>The import would give the table too many columns.</summary>
    TooManyColumns,

    /// <summary>A single record is too large.</summary>
    RecordTooLarge,

    /// <summary>The body is too large once it is unpacked.</summary>
    BodyTooLarge,

    /// <summary>A text is not UTF-8.</summary>
    InvalidText,

    /// <summary>A key is no text, is too long or contains NUL.</summary>
    InvalidKey,

    /// <summary>A record's time is not unix seconds.</summary>
    InvalidTime,

    /// <summary>A value of a kind that tables do not keep (MessagePack extensions).</summary>
    UnsupportedValue,

    /// <summary>A line of a csv or jsonl file cannot be read, or a value is not of the column's type.</summary>
    BadLine,
}
