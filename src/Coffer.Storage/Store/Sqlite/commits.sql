-- The commit log: versions, data files, tags, imports. @ids is a list of numbers joined by commas (PostgreSQL: an array made of it).

-- name: TagFind
SELECT version FROM commit_tags WHERE tag = @tag AND table_id = @table_id

-- name: TagInsert
INSERT INTO commit_tags (tag, table_id, version, committed_at) VALUES (@tag, @table_id, @version, @now)

-- name: TagDeleteOld
DELETE FROM commit_tags WHERE committed_at < @before

-- name: TableAppend
UPDATE tables
SET version = version + 1, data_version = version + 1, records = records + @records, bytes = bytes + @bytes, updated_at = @now,
    counter_updated_at = @now, last_log_timestamp = coalesce(max(last_log_timestamp, @time_max), last_log_timestamp, @time_max)
WHERE id = @id AND dropped_at IS NULL
RETURNING version

-- name: TableNextVersion
UPDATE tables SET version = version + 1 WHERE id = @id AND dropped_at IS NULL RETURNING version

-- name: TableRecount
UPDATE tables
SET data_version = @data_version, updated_at = coalesce(@touched, updated_at),
    records = (SELECT coalesce(sum(f.records), 0) FROM data_files f WHERE f.table_id = tables.id AND f.removed_version IS NULL),
    bytes = (SELECT coalesce(sum(f.bytes), 0) FROM data_files f WHERE f.table_id = tables.id AND f.removed_version IS NULL),
    last_log_timestamp = (SELECT max(f.time_max) FROM data_files f WHERE f.table_id = tables.id AND f.removed_version IS NULL)
WHERE id = @id

-- name: TableState
SELECT version, data_version FROM tables WHERE id = @id AND dropped_at IS NULL

-- name: VersionInsert
INSERT INTO table_versions (table_id, version, operation, tag, added_files, removed_files, records, bytes, committed_at)
SELECT id, @version, @operation, @tag, @added_files, @removed_files, records, bytes, @now FROM tables WHERE id = @table_id

-- name: VersionList
SELECT * FROM table_versions WHERE table_id = @table_id ORDER BY version DESC

-- name: VersionFind
SELECT * FROM table_versions WHERE table_id = @table_id AND version = @version

-- name: VersionDeleteOld
DELETE FROM table_versions
WHERE EXISTS (SELECT 1 FROM table_versions n
              WHERE n.table_id = table_versions.table_id AND n.version = table_versions.version + 1 AND n.committed_at < @before)

-- name: FileInsert
INSERT INTO data_files (table_id, path, records, bytes, time_min, time_max, columns, added_version, data_version)
VALUES (@table_id, @path, @records, @bytes, @time_min, @time_max, @columns, @version, @data_version)

-- name: FileListCurrent
SELECT id, path, records, bytes, time_min, time_max, columns, data_version FROM data_files
WHERE table_id = @table_id AND removed_version IS NULL
ORDER BY id

-- name: FileListCurrentIds
SELECT id FROM data_files WHERE table_id = @table_id AND removed_version IS NULL

-- name: FileListAt
SELECT id, path, records, bytes, time_min, time_max, columns, data_version FROM data_files
WHERE table_id = @table_id AND added_version <= @version AND (removed_version IS NULL OR removed_version > @version)
ORDER BY id

-- name: FileRemoveAll
UPDATE data_files SET removed_version = @version, removed_at = @now WHERE table_id = @table_id AND removed_version IS NULL

-- name: FileRemove
UPDATE data_files SET removed_version = @version, removed_at = @now
WHERE table_id = @table_id AND removed_version IS NULL AND id IN (SELECT value FROM json_each('[' || @ids || ']'))

-- name: FileCopyFromVersion
INSERT INTO data_files (table_id, path, records, bytes, time_min, time_max, columns, added_version, data_version)
SELECT table_id, path, records, bytes, time_min, time_max, columns, @version, @version FROM data_files
WHERE table_id = @table_id AND added_version <= @from AND (removed_version IS NULL OR removed_version > @from)

-- name: FileCountAt
SELECT count(*) AS files FROM data_files
WHERE table_id = @table_id AND added_version <= @version AND (removed_version IS NULL OR removed_version > @version)

-- name: FileListRemovedBefore
SELECT id, path FROM data_files WHERE removed_at < @before ORDER BY id LIMIT @limit

-- name: FileListOfTable
SELECT id, path FROM data_files WHERE table_id = @table_id

-- name: FileDelete
DELETE FROM data_files WHERE id IN (SELECT value FROM json_each('[' || @ids || ']'))

-- name: FilePathIsKnown
SELECT id FROM data_files WHERE path = @path LIMIT 1

-- name: FileListExpired
SELECT f.table_id, f.id FROM data_files f JOIN tables t ON t.id = f.table_id
WHERE f.removed_version IS NULL AND t.dropped_at IS NULL AND t.expire_days IS NOT NULL AND f.time_max < @now_seconds - t.expire_days * 86400
ORDER BY f.table_id

-- name: FileCountSmall
SELECT f.table_id, count(*) AS files FROM data_files f JOIN tables t ON t.id = f.table_id
WHERE f.removed_version IS NULL AND t.dropped_at IS NULL AND f.bytes < @bytes
GROUP BY f.table_id HAVING count(*) >= @files
ORDER BY count(*) DESC

-- name: TableListDroppedBefore
SELECT id FROM tables WHERE dropped_at < @before

-- name: TableDelete
DELETE FROM tables WHERE id = @id

-- name: DatabaseDeleteDropped
DELETE FROM databases WHERE dropped_at < @before AND NOT EXISTS (SELECT 1 FROM tables t WHERE t.database_id = databases.id)

-- name: ImportFind
SELECT md5, records FROM imports WHERE table_id = @table_id AND unique_id = @unique_id

-- name: ImportInsert
INSERT INTO imports (table_id, unique_id, md5, records, imported_at) VALUES (@table_id, @unique_id, @md5, @records, @now)
ON CONFLICT DO NOTHING

-- name: ImportDeleteOld
DELETE FROM imports WHERE imported_at < @before
