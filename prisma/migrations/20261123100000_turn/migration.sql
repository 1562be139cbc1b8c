-- CreateTable
CREATE TABLE "said_terms" (
    "id" UUID NOT NULL,
    "terms" INTEGER[],

    CONSTRAINT "said_terms_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "message" ADD COLUMN     "said_id" UUID;

-- CreateIndex
CREATE INDEX "said_terms_terms_idx" ON "said_terms" USING GIN ("terms");

-- CreateIndex
CREATE INDEX "message_said_idx" ON "message"("said_id", "id") WHERE (said_id IS NOT NULL);
