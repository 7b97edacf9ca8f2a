-- Users and their API keys. Same texts as for SQLite.

-- name: UserCount
SELECT count(*) AS n FROM users;

-- name: UserList
SELECT id, name, email, is_admin FROM users ORDER BY id;

-- name: UserInsert
INSERT INTO users (name, email, is_admin, created_at) VALUES (@name, @email, @is_admin, @created_at)
ON CONFLICT (email) DO NOTHING RETURNING id, name, email, is_admin;

-- name: ApiKeyInsert
INSERT INTO api_keys (user_id, kind, key_hash, created_at) VALUES (@user_id, @kind, @key_hash, @created_at);

-- name: ApiKeyFind
SELECT k.key_hash, k.kind, u.id AS user_id, u.name, u.email, u.is_admin
FROM api_keys k JOIN users u ON u.id = k.user_id WHERE k.key_hash = @key_hash;

-- name: ApiKeyList
SELECT id, kind FROM api_keys WHERE user_id = @user_id ORDER BY id;

-- name: ApiKeyDelete
DELETE FROM api_keys WHERE id = @id;
