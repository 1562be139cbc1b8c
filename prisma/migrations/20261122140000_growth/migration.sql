-- What a desk of a million people is asked for often, found without reading everything (docs/growth.md).
-- On a desk that is already large, make these before the upgrade with CREATE INDEX CONCURRENTLY under the same names: then nothing waits here.

-- The number in the name staff know somebody by: four digits of the digest of the id, as src/store/pseudonym.ts makes it.
CREATE FUNCTION "pseudonym_number"(UUID) RETURNS INTEGER LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
  RETURN (('x' || substr(encode(sha256(convert_to($1::text, 'UTF8')), 'hex'), 5, 8))::bit(32)::bigint % 10000)::integer;
CREATE INDEX IF NOT EXISTS "person_number_idx" ON "person" ("pseudonym_number"("id"));
CREATE INDEX IF NOT EXISTS "person_language_idx" ON "person" ("language");

CREATE INDEX IF NOT EXISTS "conversation_assignee_idx" ON "conversation" ("assignee_id") WHERE (assignee_id IS NOT NULL);
CREATE INDEX IF NOT EXISTS "conversation_waiting_idx" ON "conversation" ("waiting_since") WHERE (waiting_since IS NOT NULL);
CREATE INDEX IF NOT EXISTS "conversation_theme_idx" ON "conversation" ("theme", "last_at") WHERE (theme IS NOT NULL);

CREATE INDEX IF NOT EXISTS "case_closed_idx" ON "case_file" ("next_at", "closed_at" DESC) WHERE (closed_at IS NOT NULL);
CREATE INDEX IF NOT EXISTS "case_escalated_idx" ON "case_file" ("escalation") WHERE (escalation <> 'none');

CREATE INDEX IF NOT EXISTS "person_merge_from_person_idx" ON "person_merge" ("from_person");
CREATE INDEX IF NOT EXISTS "person_company_entry_idx" ON "person_company" ("entry_id") WHERE (entry_id IS NOT NULL);
