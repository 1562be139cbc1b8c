-- AlterTable
ALTER TABLE "person" ADD COLUMN     "contact" JSONB;

-- AlterTable
ALTER TABLE "conversation" ADD COLUMN     "answer_from" TIMESTAMPTZ(3),
ADD COLUMN     "left_at" TIMESTAMPTZ(3),
ADD COLUMN     "told_closed_at" TIMESTAMPTZ(3),
ADD COLUMN     "unconfirmed_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "contact_change" (
    "id" BIGSERIAL NOT NULL,
    "person_id" UUID NOT NULL,
    "terms" JSONB NOT NULL,
    "by" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contact_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "held_line" (
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "translation" JSONB,
    "discreet" BOOLEAN NOT NULL DEFAULT false,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "asks" TEXT,
    "reason" TEXT,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "held_line_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "contact_change_person_id_id_idx" ON "contact_change"("person_id", "id");

-- CreateIndex
CREATE INDEX "held_line_conversation_id_idx" ON "held_line"("conversation_id");

-- CreateIndex
CREATE INDEX "held_line_due_idx" ON "held_line"("due_at") WHERE (status = 'waiting');

-- AddForeignKey
ALTER TABLE "held_line" ADD CONSTRAINT "held_line_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "held_line" ADD CONSTRAINT "held_line_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
