-- What first-reply times are counted from: each time somebody waited for a person and got an answer.
CREATE TABLE "answered_wait" (
    "id" BIGSERIAL NOT NULL,
    "conversation_id" UUID NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,
    "first" BOOLEAN NOT NULL,
    "language" TEXT,
    "severity" TEXT,
    CONSTRAINT "answered_wait_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "answered_wait_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "answered_wait_answered_at_idx" ON "answered_wait"("answered_at");
CREATE INDEX "answered_wait_conversation_id_idx" ON "answered_wait"("conversation_id");

-- Lines are written in the order of time: a few pages of index for millions of them.
CREATE INDEX "message_at_idx" ON "message" USING BRIN ("at") WITH (pages_per_range = 32, autosummarize = on);

-- Browsers of staff that are told what waits for them.
CREATE TABLE "staff_device" (
    "id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "secrets" JSONB NOT NULL,
    "told" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "staff_device_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "staff_device_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "staff_device_endpoint_key" ON "staff_device"("endpoint");
CREATE INDEX "staff_device_staff_id_idx" ON "staff_device"("staff_id");

-- For which wait staff were told.
ALTER TABLE "conversation" ADD COLUMN "told_staff_at" TIMESTAMPTZ(3);
CREATE INDEX "conversation_told_idx" ON "conversation"("waiting_since") WHERE waiting_since IS NOT NULL AND (told_staff_at IS NULL OR told_staff_at < waiting_since);
