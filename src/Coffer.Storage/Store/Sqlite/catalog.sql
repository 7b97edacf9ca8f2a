-- Databases, tables and their columns. Differs from Postgres/catalog.sql only in the types of nullable parameters there.

-- name: DatabaseList
SELECT d.id, d.name, d.delete_protected, d.created_at, d.updated_at,
       CAST(coalesce((SELECT sum(t.records) FROM tables t WHERE t.database_id = d.id AND t.dropped_at IS NULL), 0) AS bigint) AS records
FROM databases d
WHERE d.dropped_at IS NULL
ORDER BY d.name

-- name: DatabaseFind
SELECT d.id, d.name, d.delete_protected, d.created_at, d.updated_at,
       CAST(coalesce((SELECT sum(t.records) FROM tables t WHERE t.database_id = d.id AND t.dropped_at IS NULL), 0) AS bigint) AS records
FROM databases d
WHERE d.name = @name AND d.dropped_at IS NULL

-- name: DatabaseInsert
INSERT INTO databases (name, created_at, updated_at) VALUES (@name, @now, @now)
ON CONFLICT DO NOTHING
RETURNING id

-- name: DatabaseDrop
UPDATE databases SET dropped_at = @now WHERE id = @id

-- name: DatabaseProtect
UPDATE databases SET delete_protected = @delete_protected, updated_at = @now WHERE name = @name AND dropped_at IS NULL

-- name: TableDropAll
UPDATE tables SET dropped_at = @now WHERE database_id = @database_id AND dropped_at IS NULL

-- name: TableList
SELECT t.*, d.name AS database_name FROM tables t JOIN databases d ON d.id = t.database_id
WHERE d.name = @database AND d.dropped_at IS NULL AND t.dropped_at IS NULL
ORDER BY t.name

-- name: TableFind
SELECT t.*, d.name AS database_name FROM tables t JOIN databases d ON d.id = t.database_id
WHERE d.name = @database AND t.name = @name AND d.dropped_at IS NULL AND t.dropped_at IS NULL

-- name: TableGet
SELECT t.*, d.name AS database_name FROM tables t JOIN databases d ON d.id = t.database_id
WHERE t.id = @id AND t.dropped_at IS NULL

-- name: TableInsert
INSERT INTO tables (database_id, name, expire_days, include_v, detect_schema, description, created_at, updated_at)
VALUES (@database_id, @name, @expire_days, @include_v, @detect_schema, @description, @now, @now)
ON CONFLICT DO NOTHING
RETURNING id

-- name: TableDrop
UPDATE tables SET dropped_at = @now WHERE id = @id

-- name: TableRename
UPDATE tables SET name = @name, updated_at = @now WHERE id = @id

-- name: TableUpdate
UPDATE tables SET expire_days = @expire_days, include_v = @include_v, detect_schema = @detect_schema, description = @description,
       delete_protected = @delete_protected, updated_at = @now
WHERE id = @id

-- name: ColumnListOfDatabase
SELECT c.* FROM table_columns c
JOIN tables t ON t.id = c.table_id
JOIN databases d ON d.id = t.database_id
WHERE d.name = @database AND d.dropped_at IS NULL AND t.dropped_at IS NULL AND c.position IS NOT NULL
ORDER BY c.table_id, c.position

-- name: ColumnList
SELECT * FROM table_columns WHERE table_id = @table_id ORDER BY position, column_id

-- name: ColumnIdsReserve
UPDATE tables SET next_column_id = next_column_id + @count WHERE id = @table_id RETURNING next_column_id

-- name: ColumnInsert
INSERT INTO table_columns (table_id, column_id, key) VALUES (@table_id, @column_id, @key)

-- name: ColumnUndeclareAll
UPDATE table_columns SET position = NULL, type = NULL, alias = NULL WHERE table_id = @table_id AND position IS NOT NULL

-- name: ColumnDeclare
UPDATE table_columns SET position = @position, type = @type, alias = @alias WHERE table_id = @table_id AND column_id = @column_id

-- name: TableTouch
UPDATE tables SET updated_at = @now WHERE id = @id
