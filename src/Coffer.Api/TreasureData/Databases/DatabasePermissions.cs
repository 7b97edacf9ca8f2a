namespace Coffer.Api.TreasureData.Databases;

sealed record DatabasePermissions(bool Edit, bool Delete, bool Query, bool Import, bool Download);
