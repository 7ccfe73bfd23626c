-- The access token with which this one was made, which is revoked together with it; none if it was made in a session.
ALTER TABLE token ADD COLUMN parent TEXT REFERENCES token ON DELETE CASCADE;

CREATE INDEX token_of_parent ON token (parent);
