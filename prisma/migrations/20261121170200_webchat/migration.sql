-- AlterTable
ALTER TABLE "message" ADD COLUMN     "read_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "upload" (
    "key" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "upload_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "stream_ticket" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stream_ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inquiry" (
    "conversation_id" UUID NOT NULL,
    "email" TEXT,
    "whole" BOOLEAN NOT NULL DEFAULT false,
    "notified_seq" INTEGER NOT NULL DEFAULT 0,
    "seen_seq" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inquiry_pkey" PRIMARY KEY ("conversation_id")
);

-- CreateIndex
CREATE INDEX "upload_at_idx" ON "upload"("at");

-- CreateIndex
CREATE INDEX "stream_ticket_at_idx" ON "stream_ticket"("at");

-- CreateIndex
CREATE INDEX "inquiry_email_idx" ON "inquiry"("due_at") WHERE (email IS NOT NULL);

-- AddForeignKey
ALTER TABLE "inquiry" ADD CONSTRAINT "inquiry_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
