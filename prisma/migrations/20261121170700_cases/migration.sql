-- CreateTable
CREATE TABLE "case_file" (
    "id" UUID NOT NULL,
    "person_id" UUID,
    "asker" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "incident" BOOLEAN NOT NULL DEFAULT false,
    "stage" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "escalation" TEXT NOT NULL DEFAULT 'none',
    "due_at" TIMESTAMPTZ(3),
    "breached" BOOLEAN NOT NULL DEFAULT false,
    "next_at" TIMESTAMPTZ(3),
    "next_what" TEXT,
    "attention_at" TIMESTAMPTZ(3),
    "themes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "companies" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "last_seq" INTEGER NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "case_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_event" (
    "case_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "actor" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_event_pkey" PRIMARY KEY ("case_id","seq")
);

-- CreateTable
CREATE TABLE "case_conversation" (
    "case_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,

    CONSTRAINT "case_conversation_pkey" PRIMARY KEY ("case_id","conversation_id")
);

-- CreateIndex
CREATE INDEX "case_file_person_id_idx" ON "case_file"("person_id");

-- CreateIndex
CREATE INDEX "case_owner_idx" ON "case_file"("owner") WHERE (closed_at IS NULL);

-- CreateIndex
CREATE INDEX "case_attention_idx" ON "case_file"("attention_at") WHERE (attention_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "case_event_type_at_idx" ON "case_event"("type", "at");

-- CreateIndex
CREATE INDEX "case_conversation_conversation_id_idx" ON "case_conversation"("conversation_id");

-- AddForeignKey
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_event" ADD CONSTRAINT "case_event_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_conversation" ADD CONSTRAINT "case_conversation_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_conversation" ADD CONSTRAINT "case_conversation_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- An open case without an owner or without something that comes next cannot be written.
ALTER TABLE "case_file" ADD CONSTRAINT "case_file_never_idle" CHECK ("owner" <> '' AND ("closed_at" IS NOT NULL OR "next_at" IS NOT NULL));
