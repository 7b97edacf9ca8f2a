CREATE TABLE api_keys (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind INTEGER NOT NULL CHECK (kind IN (1, 2)),
    key_hash BLOB NOT NULL UNIQUE,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX api_keys_user_id ON api_keys (user_id);
CREATE TABLE commit_tags (
    tag TEXT NOT NULL,
    table_id INTEGER NOT NULL REFERENCES tables (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    committed_at INTEGER NOT NULL,
    PRIMARY KEY (tag, table_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX commit_tags_table_id ON commit_tags (table_id);
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
CREATE INDEX data_files_path ON data_files (path);
CREATE INDEX data_files_removed_at ON data_files (removed_at) WHERE removed_at IS NOT NULL;
CREATE TABLE databases (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    delete_protected INTEGER NOT NULL DEFAULT 0 CHECK (delete_protected IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    dropped_at INTEGER
) STRICT;
CREATE UNIQUE INDEX databases_name ON databases (name) WHERE dropped_at IS NULL;
CREATE TABLE imports (
    table_id INTEGER NOT NULL REFERENCES tables (id) ON DELETE CASCADE,
    unique_id TEXT NOT NULL,
    md5 TEXT NOT NULL,
    records INTEGER NOT NULL,
    imported_at INTEGER NOT NULL,
    PRIMARY KEY (table_id, unique_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX imports_imported_at ON imports (imported_at);
CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL,
    database_name TEXT NOT NULL,
    query TEXT NOT NULL,
    priority INTEGER NOT NULL CHECK (priority BETWEEN -2 AND 2),
    retry_limit INTEGER NOT NULL CHECK (retry_limit BETWEEN 0 AND 32),
    result_url TEXT NOT NULL,
    domain_key TEXT UNIQUE,
    pool_name TEXT,
    engine_version TEXT,
    scheduled_time INTEGER,
    user_id INTEGER NOT NULL,
    user_name TEXT NOT NULL,
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 5),
    kill_requested INTEGER NOT NULL CHECK (kill_requested IN (0, 1)),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    started_at INTEGER,
    ended_at INTEGER,
    available_at INTEGER NOT NULL,
    lease_number INTEGER NOT NULL,
    lease_owner TEXT,
    lease_until INTEGER,
    failures INTEGER NOT NULL,
    losses INTEGER NOT NULL,
    steps_done INTEGER NOT NULL,
    progress INTEGER NOT NULL,
    cpu_time INTEGER,
    num_records INTEGER,
    result_path TEXT,
    result_size INTEGER,
    result_schema TEXT,
    linked_result_export_job_id INTEGER,
    result_export_target_job_id INTEGER,
    cmdout TEXT NOT NULL,
    stderr TEXT NOT NULL,
    CHECK ((state IN (3, 4, 5)) = (ended_at IS NOT NULL)),
    CHECK ((state IN (1, 2)) = (lease_until IS NOT NULL))
) STRICT;
CREATE INDEX jobs_leases ON jobs (lease_until) WHERE state = 2;
CREATE INDEX jobs_queue ON jobs (priority DESC, id) WHERE state = 0;
CREATE INDEX jobs_state ON jobs (state, id);
CREATE TABLE schema_history (version BIGINT PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL);
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
CREATE INDEX tables_dropped_at ON tables (dropped_at) WHERE dropped_at IS NOT NULL;
CREATE UNIQUE INDEX tables_name ON tables (database_id, name) WHERE dropped_at IS NULL;
CREATE TABLE users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE,
    is_admin INTEGER NOT NULL CHECK (is_admin IN (0, 1)),
    created_at INTEGER NOT NULL
) STRICT;
