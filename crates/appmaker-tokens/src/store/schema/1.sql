-- Times are milliseconds since 1970, lists are JSON arrays.

CREATE TABLE organization (
    id           TEXT PRIMARY KEY,
    name         TEXT NOT NULL,
    slug         TEXT NOT NULL UNIQUE,
    description  TEXT NOT NULL,
    owner        TEXT NOT NULL,
    is_executive INTEGER NOT NULL,
    status       INTEGER NOT NULL,
    privileges   TEXT NOT NULL,
    image_url    TEXT,
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE user (
    id              TEXT PRIMARY KEY,
    name            TEXT NOT NULL UNIQUE,
    organization_id TEXT NOT NULL REFERENCES organization,
    suspended       INTEGER NOT NULL,
    created_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    digest     BLOB PRIMARY KEY,
    user_id    TEXT NOT NULL REFERENCES user,
    expires_on INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A token's organization is its user's. A token never changes, so it has no `updated_at`.
CREATE TABLE token (
    id         TEXT PRIMARY KEY,
    digest     BLOB NOT NULL UNIQUE,
    mask       TEXT NOT NULL,
    name       TEXT NOT NULL,
    privileges TEXT NOT NULL,
    user_id    TEXT NOT NULL REFERENCES user,
    expires_on INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX token_of_user ON token (user_id, created_at);
CREATE INDEX token_by_expiry ON token (expires_on);
