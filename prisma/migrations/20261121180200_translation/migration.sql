-- Translations that are remembered, what they may cost a month, the desk's terms, and what somebody said is wrong.
ALTER TABLE "message" ADD COLUMN "translate_problem" TEXT;
ALTER TABLE "translation" ADD COLUMN "staff_id" TEXT;

CREATE TABLE "translation_memory" (
    "key" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "staff_id" TEXT,
    "used_on" DATE NOT NULL,

    CONSTRAINT "translation_memory_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "translation_memory_used_idx" ON "translation_memory"("used_on") WHERE (source = 'machine');

CREATE TABLE "translation_month" (
    "month" TEXT NOT NULL,
    "used" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "translation_month_pkey" PRIMARY KEY ("month")
);

CREATE TABLE "translation_correction" (
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "key" TEXT,
    "from_language" TEXT,
    "to_language" TEXT NOT NULL,
    "original" TEXT NOT NULL,
    "machine" TEXT NOT NULL,
    "corrected" TEXT NOT NULL,
    "staff_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" TEXT NOT NULL DEFAULT 'open',
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "translation_correction_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "translation_correction_at_idx" ON "translation_correction"("at");

CREATE TABLE "glossary_version" (
    "number" INTEGER NOT NULL,
    "terms" JSONB NOT NULL,
    "staff_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "glossary_version_pkey" PRIMARY KEY ("number")
);

ALTER TABLE "translation_correction" ADD CONSTRAINT "translation_correction_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was given up before there was a reason to keep.
UPDATE "message" m SET "translate_problem" = 'provider'
WHERE m."author" = 'worker' AND m."kind" = 'text' AND m."translate_at" IS NULL AND m."translate_tries" > 0 AND m."language" IS DISTINCT FROM 'ja'
  AND NOT EXISTS (SELECT 1 FROM "translation" t WHERE t."message_id" = m."id");
