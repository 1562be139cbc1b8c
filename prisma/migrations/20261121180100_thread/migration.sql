
-- What happened to a conversation beside its lines
CREATE TABLE "thread_event" (
    "conversation_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "actor" TEXT NOT NULL,
    "after_seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "thread_event_pkey" PRIMARY KEY ("conversation_id","number")
);

-- Notes that staff leave each other
CREATE TABLE "note" (
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "after_seq" INTEGER NOT NULL,
    "staff_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "edited_at" TIMESTAMPTZ(3),
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "note_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "note_version" (
    "id" BIGSERIAL NOT NULL,
    "note_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "note_version_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "mention" (
    "note_id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "mention_pkey" PRIMARY KEY ("note_id","staff_id")
);

-- Files of staff, before and after they are sent
CREATE TABLE "attachment" (
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "used" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attachment_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "note_conversation_id_idx" ON "note"("conversation_id");
CREATE INDEX "note_version_note_id_idx" ON "note_version"("note_id");
CREATE INDEX "mention_unseen_idx" ON "mention"("staff_id") WHERE (seen_at IS NULL);
CREATE INDEX "attachment_unused_idx" ON "attachment"("at") WHERE (NOT used);

ALTER TABLE "thread_event" ADD CONSTRAINT "thread_event_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "note" ADD CONSTRAINT "note_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "note" ADD CONSTRAINT "note_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "note_version" ADD CONSTRAINT "note_version_note_id_fkey" FOREIGN KEY ("note_id") REFERENCES "note"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "mention" ADD CONSTRAINT "mention_note_id_fkey" FOREIGN KEY ("note_id") REFERENCES "note"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "mention" ADD CONSTRAINT "mention_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "conversation" ADD COLUMN "attended_at" TIMESTAMPTZ(3), ADD COLUMN "idle_asked_at" TIMESTAMPTZ(3);
CREATE INDEX "conversation_attended_idx" ON "conversation"("attended_at") WHERE (handling = 'counsellor');

ALTER TABLE "staff" ADD COLUMN "desk_settings" JSONB;

ALTER TABLE "held_line" ADD COLUMN "undoable" BOOLEAN NOT NULL DEFAULT false, ADD COLUMN "files" JSONB;
