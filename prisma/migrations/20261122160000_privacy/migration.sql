-- Erasure, retention, copies of what is held of somebody, holds, and the register of incidents.
ALTER TABLE "person" ADD COLUMN "erased_at" TIMESTAMPTZ(3);
ALTER TABLE "conversation" ADD COLUMN "emptied_at" TIMESTAMPTZ(3), ADD COLUMN "erased_at" TIMESTAMPTZ(3);
ALTER TABLE "case_file" ADD COLUMN "anonymous_at" TIMESTAMPTZ(3);

CREATE TABLE "privacy_request" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "conversation_id" UUID,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "proof" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "digest" TEXT,
    "language" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    CONSTRAINT "privacy_request_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "privacy_request_digest_key" ON "privacy_request" ("digest");
CREATE UNIQUE INDEX "privacy_request_open_key" ON "privacy_request" ("person_id", "kind") WHERE (state IN ('asked', 'confirmed'));
CREATE INDEX "privacy_request_due_idx" ON "privacy_request" ("due_at") WHERE (kind = 'erasure' AND state = 'confirmed');
CREATE INDEX "privacy_request_asked_at_idx" ON "privacy_request" ("asked_at");

CREATE TABLE "legal_hold" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,
    "lifted_by" TEXT,
    "lifted_at" TIMESTAMPTZ(3),
    CONSTRAINT "legal_hold_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "legal_hold_open_key" ON "legal_hold" ("person_id") WHERE (lifted_at IS NULL);

CREATE TABLE "retention_rule" (
    "kind" TEXT NOT NULL,
    "days" INTEGER NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,
    "agreed_by" TEXT,
    "wanted" INTEGER,
    "wanted_reason" TEXT NOT NULL DEFAULT '',
    "wanted_by" TEXT,
    "wanted_at" TIMESTAMPTZ(3),
    CONSTRAINT "retention_rule_pkey" PRIMARY KEY ("kind")
);

CREATE TABLE "incident" (
    "id" UUID NOT NULL,
    "known_at" TIMESTAMPTZ(3) NOT NULL,
    "unlawful" BOOLEAN NOT NULL DEFAULT false,
    "facts" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "preliminary_at" TIMESTAMPTZ(3),
    "final_at" TIMESTAMPTZ(3),
    "notified_at" TIMESTAMPTZ(3),
    "close_asked_by" TEXT,
    "closed_by" TEXT,
    "closed_at" TIMESTAMPTZ(3),
    "reminded" TEXT[] NOT NULL DEFAULT '{}',
    "made_by" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "incident_open_idx" ON "incident" ("known_at") WHERE (state = 'open');

CREATE TABLE "incident_change" (
    "id" BIGSERIAL NOT NULL,
    "incident_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "incident_change_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "incident_change_incident_id_id_idx" ON "incident_change" ("incident_id", "id");
ALTER TABLE "incident_change" ADD CONSTRAINT "incident_change_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE FUNCTION "incident_stays"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'nothing is removed from the register of incidents'; END $$;
CREATE TRIGGER "incident_stays" BEFORE DELETE ON "incident" FOR EACH ROW EXECUTE FUNCTION "incident_stays"();
CREATE TRIGGER "incident_change_stays" BEFORE UPDATE OR DELETE ON "incident_change" FOR EACH ROW EXECUTE FUNCTION "incident_stays"();

-- What the rules look for, oldest first.
CREATE INDEX IF NOT EXISTS "event_done_idx" ON "event" ("done_at") WHERE (done_at IS NOT NULL);
CREATE INDEX IF NOT EXISTS "media_stored_idx" ON "media" ("created_at") WHERE (status = 'stored');
CREATE INDEX IF NOT EXISTS "case_anonymous_idx" ON "case_file" ("closed_at") WHERE (closed_at IS NOT NULL AND anonymous_at IS NULL);
CREATE INDEX IF NOT EXISTS "answer_sheet_begun_idx" ON "answer_sheet" ("seen_at") WHERE (finished_at IS NULL);
CREATE INDEX IF NOT EXISTS "conversation_full_idx" ON "conversation" ("last_at") WHERE (emptied_at IS NULL OR emptied_at < last_at);
CREATE INDEX IF NOT EXISTS "conversation_emptied_idx" ON "conversation" ("last_at") WHERE (emptied_at IS NOT NULL AND erased_at IS NULL);
CREATE INDEX IF NOT EXISTS "message_original_idx" ON "message" ("at") WHERE (content ? 'original'::text);
