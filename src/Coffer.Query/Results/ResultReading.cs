namespace Coffer.Query.Results;

/// <summary>How a stored result is to be read.</summary>
/// <param name="Header">A first line with the column names; not for MessagePack.</param>
/// <param name="NullifySpecial">NaN and infinities become null; not for MessagePack. Otherwise JSON has them as text.</param>
public sealed record ResultReading(ResultFormat Format, bool Header = false, bool NullifySpecial = false);
