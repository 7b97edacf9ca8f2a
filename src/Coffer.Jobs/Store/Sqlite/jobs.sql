-- The rows of jobs, SQLite. One writer: a lease needs no row locks.

-- name: JobInsert
INSERT INTO jobs (
    type, database_name, query, priority, retry_limit, result_url, domain_key, pool_name, engine_version, scheduled_time, user_id, user_name,
    state, kill_requested, created_at, updated_at, available_at, lease_number, failures, losses, steps_done, progress, cmdout, stderr
) VALUES (
    @type, @database_name, @query, @priority, @retry_limit, @result_url, @domain_key, @pool_name, @engine_version, @scheduled_time, @user_id, @user_name,
    0, 0, @now, @now, @now, 0, 0, 0, 0, 0, '', ''
)
ON CONFLICT (domain_key) DO NOTHING RETURNING id;

-- name: JobFind
SELECT id, state, created_at, updated_at, started_at, ended_at, cpu_time, num_records, result_size, progress,
    type, database_name, query, user_id, user_name, priority, retry_limit, result_url, domain_key, pool_name, engine_version,
    scheduled_time, kill_requested, failures, losses, steps_done, result_path, result_schema, linked_result_export_job_id, result_export_target_job_id,
    cmdout, stderr
FROM jobs WHERE id = @id;

-- name: JobFindStatus
SELECT id, state, created_at, updated_at, started_at, ended_at, cpu_time, num_records, result_size, progress FROM jobs WHERE id = @id;

-- name: JobFindByDomainKey
SELECT id, state, created_at, updated_at, started_at, ended_at, cpu_time, num_records, result_size, progress FROM jobs WHERE domain_key = @domain_key;

-- name: JobFindState
SELECT state, lease_number FROM jobs WHERE id = @id;

-- name: JobList
SELECT id, state, created_at, updated_at, started_at, ended_at, cpu_time, num_records, result_size, progress,
    type, database_name, query, user_id, user_name, priority, retry_limit, result_url, domain_key, pool_name, engine_version,
    scheduled_time, kill_requested, failures, losses, steps_done, result_path, result_schema, linked_result_export_job_id, result_export_target_job_id,
    '' AS cmdout, '' AS stderr
FROM jobs
WHERE (@state IS NULL OR state = @state)
    AND (@slower_than IS NULL OR coalesce(ended_at, @now) - started_at > @slower_than)
    AND (@from_id IS NULL OR id >= @from_id)
    AND (@to_id IS NULL OR id <= @to_id)
ORDER BY id DESC LIMIT @count OFFSET @skip;

-- name: JobCount
SELECT (SELECT count(*) FROM jobs WHERE state = 0) AS queued, (SELECT count(*) FROM jobs WHERE state = 2) AS running;

-- name: JobLeaseNext
-- The literal 0 lets the planner use the index of queued jobs; @from says the same from the transition table.
UPDATE jobs SET state = @to, lease_number = lease_number + 1, lease_owner = @owner, lease_until = @until,
    started_at = @now, updated_at = @now, progress = 0
WHERE state = @from AND id = (
    SELECT id FROM jobs WHERE state = 0 AND available_at <= @now ORDER BY priority DESC, id LIMIT 1
)
RETURNING id, state, created_at, updated_at, started_at, ended_at, cpu_time, num_records, result_size, progress,
    type, database_name, query, user_id, user_name, priority, retry_limit, result_url, domain_key, pool_name, engine_version,
    scheduled_time, kill_requested, failures, losses, steps_done, result_path, result_schema, linked_result_export_job_id, result_export_target_job_id,
    cmdout, stderr, lease_number;

-- name: JobNextAvailable
SELECT min(available_at) AS available_at FROM jobs WHERE state = 0;

-- name: JobHeartbeat
UPDATE jobs SET lease_until = @until, updated_at = @now, progress = @progress,
    cmdout = coalesce(@cmdout, cmdout), stderr = coalesce(@stderr, stderr)
WHERE id = @id AND state = 2 AND lease_number = @lease_number
RETURNING kill_requested;

-- name: JobStepDone
UPDATE jobs SET steps_done = @steps_done, updated_at = @now,
    num_records = CASE WHEN @has_result = 1 THEN @num_records ELSE num_records END,
    result_path = CASE WHEN @has_result = 1 THEN @result_path ELSE result_path END,
    result_size = CASE WHEN @has_result = 1 THEN @result_size ELSE result_size END,
    result_schema = CASE WHEN @has_result = 1 THEN @result_schema ELSE result_schema END
WHERE id = @id AND state = 2 AND lease_number = @lease_number;

-- name: JobApply
UPDATE jobs SET state = @to, updated_at = @now, ended_at = @ended_at, available_at = @available_at, lease_owner = NULL, lease_until = NULL,
    started_at = CASE WHEN @started = 1 THEN started_at END,
    failures = failures + @failed, losses = losses + @lost,
    cpu_time = coalesce(@cpu_time, cpu_time),
    num_records = CASE WHEN @has_result = 1 THEN @num_records ELSE num_records END,
    result_path = CASE WHEN @has_result = 1 THEN @result_path ELSE result_path END,
    result_size = CASE WHEN @has_result = 1 THEN @result_size ELSE result_size END,
    result_schema = CASE WHEN @has_result = 1 THEN @result_schema ELSE result_schema END,
    cmdout = coalesce(@cmdout, cmdout), stderr = coalesce(@stderr, stderr)
WHERE id = @id AND state = @from AND lease_number = @lease_number;

-- name: JobRequestKill
UPDATE jobs SET kill_requested = 1, updated_at = @now WHERE id = @id AND state = 2;

-- name: JobListKillRequested
SELECT id FROM jobs WHERE state = 2 AND kill_requested = 1;

-- name: JobListExpired
SELECT id, lease_number, state, kill_requested, losses FROM jobs
WHERE state = 2 AND lease_until < @before AND lease_owner <> @only_owner ORDER BY id LIMIT 1000;
