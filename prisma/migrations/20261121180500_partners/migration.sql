-- CreateTable
CREATE TABLE "partner" (
    "id" UUID NOT NULL,
    "entry" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "partner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_change" (
    "id" BIGSERIAL NOT NULL,
    "partner_id" UUID NOT NULL,
    "change" JSONB NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "partner_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_tie" (
    "id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "partner_tie_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_request" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "address" TEXT,
    "digest" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "mail_due_at" TIMESTAMPTZ(3),
    "mail_tries" INTEGER NOT NULL DEFAULT 0,
    "mailed_at" TIMESTAMPTZ(3),
    "mail_problem" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "partner_request_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "partner_change_partner_id_id_idx" ON "partner_change"("partner_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "partner_tie_partner_id_kind_value_key" ON "partner_tie"("partner_id", "kind", "value");

-- CreateIndex
CREATE UNIQUE INDEX "partner_request_digest_key" ON "partner_request"("digest");

-- CreateIndex
CREATE INDEX "partner_request_case_id_idx" ON "partner_request"("case_id");

-- CreateIndex
CREATE INDEX "partner_request_mail_idx" ON "partner_request"("mail_due_at") WHERE (mail_due_at IS NOT NULL);

-- AddForeignKey
ALTER TABLE "partner_change" ADD CONSTRAINT "partner_change_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_tie" ADD CONSTRAINT "partner_tie_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_request" ADD CONSTRAINT "partner_request_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_request" ADD CONSTRAINT "partner_request_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
