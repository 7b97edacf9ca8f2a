namespace Coffer.Api.TreasureData.Imports;

/// <param name="Md5Hex">MD5 of the raw bytes as they were sent; td-client-go compares it.</param>
/// <param name="ElapsedTime">Seconds; td-client-python needs the key.</param>
sealed record ImportReply(string UniqueId, string Database, string Table, string Md5Hex, double ElapsedTime);
