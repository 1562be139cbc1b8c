-- What takes long to count on a large desk is counted by a worker and kept (docs/growth.md).
CREATE TABLE "kept_count" (
  -- digest of what is counted
  "key"          TEXT PRIMARY KEY,
  "kind"         TEXT NOT NULL,
  "of"           JSONB NOT NULL,
  "value"        JSONB,
  "counted_at"   TIMESTAMPTZ(3),
  "took_ms"      INTEGER NOT NULL DEFAULT 0,
  -- how far the first count has come, 0 to 1
  "share"        DOUBLE PRECISION NOT NULL DEFAULT 0,
  "asked_at"     TIMESTAMPTZ(3) NOT NULL,
  "leased_until" TIMESTAMPTZ(3)
);

-- Whom staff noted a company of, found by its codes.
CREATE INDEX IF NOT EXISTS "person_company_code_idx" ON "person_company" ("code");

-- Companies that ask for themselves are few: their questions are found from their cases.
CREATE INDEX IF NOT EXISTS "case_asked_by_company_idx" ON "case_file" ("id") WHERE (asker = 'company');
