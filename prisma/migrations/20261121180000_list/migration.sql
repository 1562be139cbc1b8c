-- AlterTable
ALTER TABLE "conversation" ADD COLUMN     "snoozed_until" TIMESTAMPTZ(3),
ADD COLUMN     "theme" TEXT;

-- AlterTable
ALTER TABLE "message" ADD COLUMN     "unindexed" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "translation" ADD COLUMN     "unindexed" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "message_terms" (
    "message_id" UUID NOT NULL,
    "terms" INTEGER[],

    CONSTRAINT "message_terms_pkey" PRIMARY KEY ("message_id")
);

-- CreateTable
CREATE TABLE "list_view" (
    "id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "list_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "list_view_order" (
    "staff_id" TEXT NOT NULL,
    "views" TEXT[],

    CONSTRAINT "list_view_order_pkey" PRIMARY KEY ("staff_id")
);

-- CreateTable
CREATE TABLE "bulk_act" (
    "id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "done" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bulk_act_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "conversation_snoozed_idx" ON "conversation"("snoozed_until") WHERE (snoozed_until IS NOT NULL);

-- CreateIndex
CREATE INDEX "message_unindexed_idx" ON "message"("id") WHERE (unindexed);

-- CreateIndex
CREATE INDEX "message_withdrawn_idx" ON "message"("withdrawn_at") WHERE (withdrawn_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "translation_unindexed_idx" ON "translation"("message_id") WHERE (unindexed);

-- CreateIndex
CREATE INDEX "message_terms_terms_idx" ON "message_terms" USING GIN ("terms");

-- CreateIndex
CREATE INDEX "list_view_staff_id_idx" ON "list_view"("staff_id");

-- CreateIndex
CREATE INDEX "bulk_act_at_idx" ON "bulk_act"("at");

-- AddForeignKey
ALTER TABLE "message_terms" ADD CONSTRAINT "message_terms_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "list_view" ADD CONSTRAINT "list_view_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "list_view_order" ADD CONSTRAINT "list_view_order_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulk_act" ADD CONSTRAINT "bulk_act_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the guide last recognised, where the conversation still stands at it.
UPDATE "conversation" SET "theme" = split_part("session"->>'argument', '.', 1)
WHERE split_part("session"->>'argument', '.', 1) IN ('labour', 'residence', 'medical', 'living', 'education', 'tax', 'service');
