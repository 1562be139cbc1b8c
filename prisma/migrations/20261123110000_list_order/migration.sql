-- The order of the list of conversations and of the queue of cases, each read from an index (docs/growth.md).
-- On a desk that is already large, make the column, the functions and these indexes before the upgrade, the indexes with CREATE INDEX CONCURRENTLY: then nothing waits here.

-- Of the gravest open case of its person, or about it, whoever may see that. Null where there is none.
ALTER TABLE "conversation" ADD COLUMN IF NOT EXISTS "case_severity" TEXT;

CREATE OR REPLACE FUNCTION "gravest_open_case"(of_conversation UUID, of_person UUID) RETURNS TEXT LANGUAGE SQL STABLE
  RETURN greatest(
    (SELECT max(f.severity) FROM case_file f WHERE f.person_id = of_person AND f.closed_at IS NULL),
    (SELECT max(f.severity) FROM case_conversation x JOIN case_file f ON f.id = x.case_id WHERE x.conversation_id = of_conversation AND f.closed_at IS NULL));

-- Where a conversation stands, smaller first (src/list/order.ts): gravity, since when they wait, when something happened last, in milliseconds.
CREATE OR REPLACE FUNCTION "list_place"(danger JSONB, case_severity TEXT, waiting_since TIMESTAMPTZ, last_at TIMESTAMPTZ) RETURNS FLOAT8[] LANGUAGE SQL IMMUTABLE PARALLEL SAFE
  RETURN ARRAY[
    -10 * CASE danger->>'level' WHEN 'S5' THEN 2 WHEN 'S4' THEN 1 ELSE 0 END - coalesce(right(case_severity, 1)::int, 0),
    coalesce(extract(epoch FROM waiting_since - '1970-01-01 00:00:00+00'::timestamptz) * 1000, 9e15),
    -extract(epoch FROM last_at - '1970-01-01 00:00:00+00'::timestamptz) * 1000]::float8[];

-- Kept by the database, whichever version of the desk writes. The conversations are locked first, so that what is read then is what stands.
CREATE OR REPLACE FUNCTION "weigh_conversations"(people UUID[], conversations UUID[]) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE touched UUID[];
BEGIN
  touched := ARRAY(SELECT c.id FROM conversation c WHERE c.person_id = ANY(people) OR c.id = ANY(conversations) ORDER BY c.id FOR NO KEY UPDATE);
  UPDATE conversation c SET case_severity = gravest_open_case(c.id, c.person_id)
    WHERE c.id = ANY(touched) AND c.case_severity IS DISTINCT FROM gravest_open_case(c.id, c.person_id);
END $$;

CREATE OR REPLACE FUNCTION "weigh_by_case"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  PERFORM weigh_conversations(ARRAY[NEW.person_id] || CASE WHEN TG_OP = 'UPDATE' THEN ARRAY[OLD.person_id] END,
    ARRAY(SELECT x.conversation_id FROM case_conversation x WHERE x.case_id = NEW.id));
  RETURN NULL;
END $$;
CREATE TRIGGER "case_opened_weighs" AFTER INSERT ON "case_file" FOR EACH ROW WHEN (NEW.closed_at IS NULL) EXECUTE FUNCTION "weigh_by_case"();
CREATE TRIGGER "case_changed_weighs" AFTER UPDATE OF "severity", "closed_at", "person_id" ON "case_file" FOR EACH ROW
  WHEN ((OLD.severity, OLD.closed_at IS NULL, OLD.person_id) IS DISTINCT FROM (NEW.severity, NEW.closed_at IS NULL, NEW.person_id)) EXECUTE FUNCTION "weigh_by_case"();

CREATE OR REPLACE FUNCTION "weigh_by_tie"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  PERFORM weigh_conversations('{}', ARRAY[CASE WHEN TG_OP = 'DELETE' THEN OLD.conversation_id ELSE NEW.conversation_id END]);
  RETURN NULL;
END $$;
CREATE TRIGGER "case_conversation_weighs" AFTER INSERT OR DELETE ON "case_conversation" FOR EACH ROW EXECUTE FUNCTION "weigh_by_tie"();

CREATE OR REPLACE FUNCTION "weigh_itself"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  NEW.case_severity := gravest_open_case(NEW.id, NEW.person_id);
  RETURN NEW;
END $$;
CREATE TRIGGER "conversation_begun_weighs" BEFORE INSERT ON "conversation" FOR EACH ROW EXECUTE FUNCTION "weigh_itself"();
CREATE TRIGGER "conversation_moved_weighs" BEFORE UPDATE OF "person_id" ON "conversation" FOR EACH ROW WHEN (OLD.person_id <> NEW.person_id) EXECUTE FUNCTION "weigh_itself"();

UPDATE "conversation" c SET case_severity = gravest_open_case(c.id, c.person_id) FROM (
  SELECT o.id FROM case_file f JOIN conversation o ON o.person_id = f.person_id WHERE f.closed_at IS NULL
  UNION SELECT x.conversation_id FROM case_file f JOIN case_conversation x ON x.case_id = f.id WHERE f.closed_at IS NULL) one
WHERE one.id = c.id;

-- What the guide has alone and means no danger, and everything else: together all. Then the parts that are looked for among everything else.
CREATE INDEX IF NOT EXISTS "conversation_guided_place_idx" ON "conversation" ("list_place"("danger", "case_severity", "waiting_since", "last_at"), "id") WHERE (handling = 'bot' AND danger IS NULL);
CREATE INDEX IF NOT EXISTS "conversation_open_place_idx" ON "conversation" ("list_place"("danger", "case_severity", "waiting_since", "last_at"), "id") WHERE (handling <> 'bot' OR danger IS NOT NULL);
CREATE INDEX IF NOT EXISTS "conversation_danger_place_idx" ON "conversation" ("list_place"("danger", "case_severity", "waiting_since", "last_at"), "id") WHERE (danger IS NOT NULL);
CREATE INDEX IF NOT EXISTS "conversation_ours_place_idx" ON "conversation" ("list_place"("danger", "case_severity", "waiting_since", "last_at"), "id") WHERE (waiting_since IS NOT NULL);
CREATE INDEX IF NOT EXISTS "conversation_theirs_place_idx" ON "conversation" ("list_place"("danger", "case_severity", "waiting_since", "last_at"), "id") WHERE (handling <> 'bot' AND waiting_since IS NULL);
CREATE INDEX IF NOT EXISTS "conversation_snoozed_place_idx" ON "conversation" ("list_place"("danger", "case_severity", "waiting_since", "last_at"), "id") WHERE (snoozed_until IS NOT NULL);
CREATE INDEX IF NOT EXISTS "conversation_cased_idx" ON "conversation" ("case_severity") WHERE (case_severity IS NOT NULL);

-- The queue, in the order of src/store/case-writing.ts.
CREATE INDEX IF NOT EXISTS "case_urgency_idx" ON "case_file" (("severity" >= 'S4') DESC, (CASE WHEN severity >= 'S4' THEN severity END) DESC, (coalesce("due_at", "next_at")), "severity" DESC, "id") WHERE (closed_at IS NULL);
CREATE INDEX IF NOT EXISTS "case_unassigned_idx" ON "case_file" (("severity" >= 'S4') DESC, (CASE WHEN severity >= 'S4' THEN severity END) DESC, (coalesce("due_at", "next_at")), "severity" DESC, "id") WHERE (closed_at IS NULL AND owner LIKE 'team:%');

-- What a rule of retention looks for.
CREATE INDEX IF NOT EXISTS "alarm_acknowledged_idx" ON "alarm" ("acknowledged_at") WHERE (acknowledged_at IS NOT NULL);
CREATE INDEX IF NOT EXISTS "privacy_request_ended_idx" ON "privacy_request" ("ended_at") WHERE (ended_at IS NOT NULL);
