-- What consultations are counted from, figures that were published elsewhere, and what leaves the desk as figures.
CREATE TABLE "consultation_topic" (
    "conversation_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "topic" TEXT NOT NULL,
    "by" TEXT NOT NULL DEFAULT 'guide',
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "consultation_topic_pkey" PRIMARY KEY ("conversation_id", "day", "topic"),
    CONSTRAINT "consultation_topic_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "consultation_topic_day_idx" ON "consultation_topic"("day");

-- Of the time before: the days on which somebody wrote are known, and of each conversation the theme that was recognised last.
INSERT INTO "consultation_topic" ("conversation_id", "day", "topic", "by", "at")
SELECT m."conversation_id", (m."at" AT TIME ZONE 'Asia/Tokyo')::date, '', 'log', min(m."at")
FROM "message" m JOIN "conversation" c ON c."id" = m."conversation_id"
WHERE m."author" = 'worker' AND m."kind" IN ('text', 'image', 'video', 'audio', 'file') AND c."staff_id" IS NULL AND c."theme" IS NOT NULL AND c."theme" <> 'service'
GROUP BY 1, 2;
INSERT INTO "consultation_topic" ("conversation_id", "day", "topic", "by", "at")
SELECT t."conversation_id", max(t."day"), c."theme", 'log', max(t."at") FROM "consultation_topic" t JOIN "conversation" c ON c."id" = t."conversation_id" GROUP BY 1, 3;
-- Whoever asked for a person, or spoke with one, consulted also where no theme was recognised.
INSERT INTO "consultation_topic" ("conversation_id", "day", "topic", "by", "at")
SELECT m."conversation_id", (m."at" AT TIME ZONE 'Asia/Tokyo')::date, '', 'log', min(m."at")
FROM "message" m JOIN "conversation" c ON c."id" = m."conversation_id"
WHERE m."author" = 'worker' AND m."kind" IN ('text', 'image', 'video', 'audio', 'file') AND c."staff_id" IS NULL AND (c."theme" IS NULL OR c."theme" = 'service')
  AND (c."handling" <> 'bot' OR c."danger" IS NOT NULL OR EXISTS (SELECT 1 FROM "message" a WHERE a."conversation_id" = c."id" AND a."author" = 'counsellor'))
GROUP BY 1, 2;

CREATE TABLE "published_figure" (
    "source" TEXT NOT NULL,
    "table" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "parent" TEXT,
    "label" JSONB NOT NULL,
    "period_from" DATE NOT NULL,
    "period_to" DATE NOT NULL,
    "value" INTEGER,
    "share" TEXT,
    "remark" JSONB,
    "loaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "published_figure_pkey" PRIMARY KEY ("source", "table", "key")
);
CREATE INDEX "published_figure_period_from_idx" ON "published_figure"("period_from");

CREATE TABLE "figure_release" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "period_from" DATE NOT NULL,
    "period_to" DATE NOT NULL,
    "number" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "content" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "authors" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "decided_by" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    CONSTRAINT "figure_release_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "figure_release_number_key" ON "figure_release"("kind", "period_from", "period_to", "number");
CREATE UNIQUE INDEX "figure_release_open_key" ON "figure_release"("kind", "period_from", "period_to") WHERE "state" IN ('draft', 'review');

-- What was released stays as it was read.
CREATE FUNCTION "refuse_released_change"() RETURNS trigger AS $$
BEGIN
  IF OLD."state" IN ('released', 'withdrawn') AND (TG_OP = 'DELETE' OR OLD."content" IS DISTINCT FROM NEW."content" OR OLD."number" IS DISTINCT FROM NEW."number"
    OR NEW."state" NOT IN ('released', 'withdrawn')) THEN
    RAISE EXCEPTION 'released figures are not changed';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER "figure_release_kept" BEFORE UPDATE OR DELETE ON "figure_release" FOR EACH ROW EXECUTE FUNCTION "refuse_released_change"();
