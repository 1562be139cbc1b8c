-- AlterTable
ALTER TABLE "account" ADD COLUMN     "cursor" TEXT,
ADD COLUMN     "receiver" UUID,
ADD COLUMN     "receiver_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "automatic_answer" (
    "id" BIGSERIAL NOT NULL,
    "account_id" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "automatic_answer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "automatic_answer_account_id_address_at_idx" ON "automatic_answer"("account_id", "address", "at");

-- CreateIndex
CREATE INDEX "automatic_answer_at_idx" ON "automatic_answer"("at");
