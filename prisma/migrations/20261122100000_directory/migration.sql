-- The directory: what bodies tell of themselves, when somebody last said that it is still so, and entries that wait for staff.
ALTER TABLE "body" ADD COLUMN "listing" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "body" ADD COLUMN "sanctions" JSONB;
ALTER TABLE "body" ADD COLUMN "confirmed_on" DATE;

CREATE TABLE "body_submission" (
    "id" UUID NOT NULL,
    "body_id" UUID,
    "company_id" UUID,
    "digest" TEXT NOT NULL,
    "content" JSONB,
    "state" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "invited_by" TEXT,
    "checked_by" TEXT,
    "decided_by" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "body_submission_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "body_submission_digest_key" ON "body_submission" ("digest");
CREATE INDEX "body_submission_body_id_idx" ON "body_submission" ("body_id");
CREATE INDEX "body_submission_company_id_idx" ON "body_submission" ("company_id");
CREATE INDEX "body_submission_state_sent_at_idx" ON "body_submission" ("state", "sent_at");
ALTER TABLE "body_submission" ADD CONSTRAINT "body_submission_body_id_fkey" FOREIGN KEY ("body_id") REFERENCES "body" ("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "body_submission" ADD CONSTRAINT "body_submission_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company" ("id") ON DELETE SET NULL ON UPDATE CASCADE;
