-- AlterTable
ALTER TABLE "conversation" ADD COLUMN     "staff_id" TEXT;

-- CreateTable
CREATE TABLE "on_call_shift" (
    "id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "line" INTEGER NOT NULL DEFAULT 1,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "offered_to" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "on_call_shift_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "on_call_way" (
    "id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "medium" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "secrets" JSONB NOT NULL DEFAULT '{}',
    "code_digest" TEXT,
    "code_until" TIMESTAMPTZ(3),
    "verified_at" TIMESTAMPTZ(3),
    "bounced_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "on_call_way_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alarm" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "conversation_id" UUID,
    "level" TEXT,
    "detail" JSONB,
    "raised_by" TEXT,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "acknowledged_by" TEXT,
    "acknowledged_at" TIMESTAMPTZ(3),

    CONSTRAINT "alarm_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "page" (
    "id" UUID NOT NULL,
    "alarm_id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "way_id" UUID,
    "medium" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "page_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "on_call_shift_ends_at_idx" ON "on_call_shift"("ends_at");

-- CreateIndex
CREATE UNIQUE INDEX "on_call_way_code_digest_key" ON "on_call_way"("code_digest");

-- CreateIndex
CREATE INDEX "on_call_way_staff_id_idx" ON "on_call_way"("staff_id");

-- CreateIndex
CREATE INDEX "alarm_due_idx" ON "alarm"("due_at") WHERE (due_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "alarm_raised_at_idx" ON "alarm"("raised_at");

-- CreateIndex
CREATE UNIQUE INDEX "alarm_open_key" ON "alarm"("conversation_id") WHERE (acknowledged_at IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "alarm_rota_key" ON "alarm"("kind") WHERE (kind = 'rota' AND acknowledged_at IS NULL);

-- CreateIndex
CREATE INDEX "page_alarm_id_idx" ON "page"("alarm_id");

-- CreateIndex
CREATE INDEX "page_due_idx" ON "page"("due_at") WHERE (due_at IS NOT NULL);

-- AddForeignKey
ALTER TABLE "on_call_shift" ADD CONSTRAINT "on_call_shift_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "on_call_way" ADD CONSTRAINT "on_call_way_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alarm" ADD CONSTRAINT "alarm_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "page" ADD CONSTRAINT "page_alarm_id_fkey" FOREIGN KEY ("alarm_id") REFERENCES "alarm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "page" ADD CONSTRAINT "page_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "page" ADD CONSTRAINT "page_way_id_fkey" FOREIGN KEY ("way_id") REFERENCES "on_call_way"("id") ON DELETE SET NULL ON UPDATE CASCADE;
