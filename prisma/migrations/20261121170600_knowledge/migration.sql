-- AlterTable
ALTER TABLE "held_line" ADD COLUMN     "article" JSONB;

-- CreateTable
CREATE TABLE "article_version" (
    "id" BIGSERIAL NOT NULL,
    "topic" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "runs" TEXT NOT NULL DEFAULT 'text',
    "content" JSONB NOT NULL,
    "base" INTEGER NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "authors" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "reviewer_id" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "article_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gap" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "text" TEXT NOT NULL,
    "language" TEXT,
    "topics" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "day" DATE NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "topic" TEXT,
    "phrase" TEXT,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "gap_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "article_version_topic_number_key" ON "article_version"("topic", "number");

-- CreateIndex
CREATE UNIQUE INDEX "article_version_open_key" ON "article_version"("topic") WHERE (state IN ('draft', 'review'));

-- CreateIndex
CREATE INDEX "article_version_published_idx" ON "article_version"("topic", "number") WHERE (state = 'published');

-- CreateIndex
CREATE INDEX "gap_day_idx" ON "gap"("day");
