-- state: 0 queued, 1 booting, 2 running, 3 success, 4 error, 5 killed.
-- failures: attempts that ended by the environment's fault, counted against retry_limit. losses: attempts whose server died.
-- steps_done: how many statements of the query are committed; an attempt begins behind them.
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

CREATE INDEX jobs_queue ON jobs (priority DESC, id) WHERE state = 0;
CREATE INDEX jobs_leases ON jobs (lease_until) WHERE state = 2;
CREATE INDEX jobs_state ON jobs (state, id);
