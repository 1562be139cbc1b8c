-- AlterTable
ALTER TABLE "account" ADD COLUMN     "checked_at" TIMESTAMPTZ(3),
ADD COLUMN     "health" JSONB;

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "preferred_id" UUID;

-- AlterTable
ALTER TABLE "conversation" ADD COLUMN     "code_tried_at" TIMESTAMPTZ(3),
ADD COLUMN     "code_tries" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "entry_code" TEXT,
ADD COLUMN     "heard_at" TIMESTAMPTZ(3),
ADD COLUMN     "held" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "menu_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "delivered_at" TIMESTAMPTZ(3),
ADD COLUMN     "read_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "media" (
    "id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "kind" TEXT NOT NULL,
    "name" TEXT,
    "source" TEXT,
    "type" TEXT,
    "size" BIGINT,
    "width" INTEGER,
    "height" INTEGER,
    "reason" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "media_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "link_code" (
    "code" TEXT NOT NULL,
    "conversation_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "spent_at" TIMESTAMPTZ(3),

    CONSTRAINT "link_code_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "person_link" (
    "id" BIGSERIAL NOT NULL,
    "conversation_id" UUID NOT NULL,
    "from_person" UUID NOT NULL,
    "to_person" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "media_message_id_key" ON "media"("message_id");

-- CreateIndex
CREATE INDEX "media_due_idx" ON "media"("due_at") WHERE (due_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "link_code_conversation_id_idx" ON "link_code"("conversation_id");

-- CreateIndex
CREATE INDEX "person_link_conversation_id_idx" ON "person_link"("conversation_id");

-- CreateIndex
CREATE INDEX "conversation_menu_idx" ON "conversation"("menu_at") WHERE (menu_at IS NOT NULL);

-- AddForeignKey
ALTER TABLE "media" ADD CONSTRAINT "media_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link_code" ADD CONSTRAINT "link_code_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
