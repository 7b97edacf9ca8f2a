namespace Coffer.Query.Results;

/// <summary>The forms in which a stored result can be read.</summary>
public enum ResultFormat
{
    /// <summary>Concatenated MessagePack arrays, one a row.</summary>
    MessagePack,

    /// <summary>One JSON array a line, in ASCII: some readers split lines at U+2028 and the like (treasure-data/td-client-python tdclient/job_api.py).</summary>
    Json,

    /// <summary>One JSON object a line, keyed by column name, in ASCII.</summary>
    JsonLines,

    /// <summary>RFC 4180: CRLF, quotes where needed; null is an empty field, an empty text is <c>""</c>.</summary>
    Csv,

    /// <summary>Tab-separated, LF; tab, line ends and backslash are written <c>\t</c>, <c>\n</c>, <c>\r</c>, <c>\\</c>; null is an empty field.</summary>
    Tsv,
}
