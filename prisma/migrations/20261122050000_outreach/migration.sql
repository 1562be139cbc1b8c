-- What the desk begins with many: news, invitations and warnings, each written, looked at by a second person, and sent once to each person.
CREATE TABLE "outreach" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL,
    "segment" JSONB NOT NULL,
    "message" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "authors" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "reason" TEXT NOT NULL DEFAULT '',
    "starts_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "released_by" TEXT,
    "released_at" TIMESTAMPTZ(3),
    "written_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "outreach_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "outreach_running_idx" ON "outreach"("starts_at") WHERE state = 'released';

CREATE TABLE "outreach_recipient" (
    "outreach_id" UUID NOT NULL,
    "home_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "conversation_id" UUID,
    "channel" TEXT,
    "language" TEXT,
    "line_id" UUID,
    "held_id" UUID,
    "handed_at" TIMESTAMPTZ(3),
    CONSTRAINT "outreach_recipient_pkey" PRIMARY KEY ("outreach_id", "home_id"),
    CONSTRAINT "outreach_recipient_outreach_id_fkey" FOREIGN KEY ("outreach_id") REFERENCES "outreach"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "outreach_recipient_due_idx" ON "outreach_recipient"("outreach_id", "due_at") WHERE state = 'waiting';
CREATE INDEX "outreach_recipient_person_id_idx" ON "outreach_recipient"("person_id");

-- How quickly an account may be written from, over all processes: a bucket of tokens, and until when its provider asked for patience.
CREATE TABLE "send_pace" (
    "account_id" TEXT NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "paused_until" TIMESTAMPTZ(3),
    CONSTRAINT "send_pace_pkey" PRIMARY KEY ("account_id"),
    CONSTRAINT "send_pace_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Goes out after every answer, and no quicker than the account may.
ALTER TABLE "delivery" ADD COLUMN "bulk" BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX "delivery_bulk_idx" ON "delivery"("due_at") WHERE bulk AND status = 'pending';

-- What somebody tapped, for the results.
CREATE INDEX "event_choice_idx" ON "event"("conversation_id", "received_at") WHERE type = 'choice';
