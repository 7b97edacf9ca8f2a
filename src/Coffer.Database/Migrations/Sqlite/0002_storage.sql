-- A dropped database or table keeps its row (and its files) until retention removes it.
CREATE TABLE databases (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    delete_protected INTEGER NOT NULL DEFAULT 0 CHECK (delete_protected IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    dropped_at INTEGER
) STRICT;

CREATE UNIQUE INDEX databases_name ON databases (name) WHERE dropped_at IS NULL;

-- version counts the commits; data_version is the newest one that changed the rows (compaction does not).
CREATE TABLE tables (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    database_id INTEGER NOT NULL REFERENCES databases (id),
    name TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 0,
    data_version INTEGER NOT NULL DEFAULT 0,
    next_column_id INTEGER NOT NULL DEFAULT 2,
    records INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0,
    delete_protected INTEGER NOT NULL DEFAULT 0 CHECK (delete_protected IN (0, 1)),
    expire_days INTEGER,
    include_v INTEGER NOT NULL CHECK (include_v IN (0, 1)),
    detect_schema INTEGER NOT NULL CHECK (detect_schema IN (0, 1)),
    description TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    counter_updated_at INTEGER,
    last_log_timestamp INTEGER,
    dropped_at INTEGER
) STRICT;

CREATE UNIQUE INDEX tables_name ON tables (database_id, name) WHERE dropped_at IS NULL;
CREATE INDEX tables_dropped_at ON tables (dropped_at) WHERE dropped_at IS NOT NULL;

-- Every key that was ever stored in a table or declared for it. position is null while the key is not declared.
CREATE TABLE table_columns (
    table_id INTEGER NOT NULL REFERENCES tables (id) ON DELETE CASCADE,
    column_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    position INTEGER,
    type TEXT,
    alias TEXT,
    PRIMARY KEY (table_id, column_id),
    UNIQUE (table_id, key)
) STRICT, WITHOUT ROWID;

-- operation: 1 append, 2 replace, 3 rewrite, 4 compaction, 5 restore, 6 expiry.
CREATE TABLE table_versions (
    table_id INTEGER NOT NULL REFERENCES tables (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    operation INTEGER NOT NULL,
    tag TEXT,
    added_files INTEGER NOT NULL,
    removed_files INTEGER NOT NULL,
    records INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    committed_at INTEGER NOT NULL,
    PRIMARY KEY (table_id, version)
) STRICT, WITHOUT ROWID;

-- Which commits were made; a repeated commit finds its tag here. Outlives the version it made.
CREATE TABLE commit_tags (
    tag TEXT NOT NULL,
    table_id INTEGER NOT NULL REFERENCES tables (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    committed_at INTEGER NOT NULL,
    PRIMARY KEY (tag, table_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX commit_tags_table_id ON commit_tags (table_id);

-- A file belongs to the versions from added_version up to, not including, removed_version. data_version is the newest version whose rows it holds:
-- compaction keeps it. columns is a JSON array of [column id, physical type, nulls, bytes, min, max]. A restored file has several rows with one path.
CREATE TABLE data_files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    table_id INTEGER NOT NULL REFERENCES tables (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    records INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    time_min INTEGER NOT NULL,
    time_max INTEGER NOT NULL,
    columns TEXT NOT NULL,
    added_version INTEGER NOT NULL,
    removed_version INTEGER,
    removed_at INTEGER,
    data_version INTEGER NOT NULL
) STRICT;

CREATE INDEX data_files_current ON data_files (table_id) WHERE removed_version IS NULL;
CREATE INDEX data_files_removed_at ON data_files (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX data_files_path ON data_files (path);

-- The ledger of uploads by the client's unique id.
CREATE TABLE imports (
    table_id INTEGER NOT NULL REFERENCES tables (id) ON DELETE CASCADE,
    unique_id TEXT NOT NULL,
    md5 TEXT NOT NULL,
    records INTEGER NOT NULL,
    imported_at INTEGER NOT NULL,
    PRIMARY KEY (table_id, unique_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX imports_imported_at ON imports (imported_at);
