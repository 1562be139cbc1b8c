-- What people say about sending, supervising and employing bodies, and what is shown of it.
CREATE TABLE "body" (
    "id" UUID NOT NULL,
    "entry" JSONB NOT NULL,
    "company_id" UUID,
    "state" TEXT NOT NULL DEFAULT 'unlisted',
    "asked_by" TEXT,
    "merged_into" UUID,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "body_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "body_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "body_merged_into_fkey" FOREIGN KEY ("merged_into") REFERENCES "body"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE INDEX "body_company_id_idx" ON "body"("company_id");

CREATE TABLE "body_change" (
    "id" BIGSERIAL NOT NULL,
    "body_id" UUID NOT NULL,
    "change" JSONB NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "body_change_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "body_change_body_id_fkey" FOREIGN KEY ("body_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "body_change_body_id_id_idx" ON "body_change"("body_id", "id");

CREATE TABLE "feedback_release" (
    "id" UUID NOT NULL,
    "body_id" UUID NOT NULL,
    "quarter" TEXT NOT NULL,
    "results" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawn_by" TEXT,
    "withdrawn_at" TIMESTAMPTZ(3),
    CONSTRAINT "feedback_release_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "feedback_release_body_id_fkey" FOREIGN KEY ("body_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "feedback_release_body_id_idx" ON "feedback_release"("body_id");

CREATE TABLE "feedback" (
    "id" UUID NOT NULL,
    "sheet_id" UUID NOT NULL,
    "body_id" UUID,
    "company_id" UUID,
    "kind" TEXT NOT NULL,
    "written" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "quarter" TEXT NOT NULL,
    "counted" JSONB NOT NULL,
    "words" TEXT,
    "may_show" BOOLEAN NOT NULL DEFAULT false,
    "danger" TEXT,
    "urgency" SMALLINT NOT NULL DEFAULT 0,
    "japanese" TEXT,
    "translate_due_at" TIMESTAMPTZ(3),
    "shown" TEXT,
    "translations" JSONB NOT NULL DEFAULT '{}',
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "authors" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "decided_by" TEXT,
    "release_id" UUID,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "feedback_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "feedback_sheet_id_fkey" FOREIGN KEY ("sheet_id") REFERENCES "answer_sheet"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "feedback_body_id_fkey" FOREIGN KEY ("body_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "feedback_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "feedback_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "feedback_release"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "feedback_sheet_id_key" ON "feedback"("sheet_id");
CREATE INDEX "feedback_body_id_idx" ON "feedback"("body_id");
CREATE INDEX "feedback_release_id_idx" ON "feedback"("release_id");
CREATE INDEX "feedback_state_idx" ON "feedback"("state");
CREATE INDEX "feedback_translate_idx" ON "feedback"("translate_due_at") WHERE translate_due_at IS NOT NULL;

CREATE TABLE "body_reply" (
    "id" UUID NOT NULL,
    "body_id" UUID NOT NULL,
    "address" TEXT,
    "digest" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "mail_due_at" TIMESTAMPTZ(3),
    "mail_tries" INTEGER NOT NULL DEFAULT 0,
    "mailed_at" TIMESTAMPTZ(3),
    "mail_problem" TEXT,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "text" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "translate_due_at" TIMESTAMPTZ(3),
    "translations" JSONB NOT NULL DEFAULT '{}',
    "note" TEXT NOT NULL DEFAULT '',
    "asked_by" TEXT NOT NULL,
    "decided_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "body_reply_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "body_reply_body_id_fkey" FOREIGN KEY ("body_id") REFERENCES "body"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "body_reply_digest_key" ON "body_reply"("digest");
CREATE INDEX "body_reply_body_id_idx" ON "body_reply"("body_id");
CREATE INDEX "body_reply_mail_idx" ON "body_reply"("mail_due_at") WHERE mail_due_at IS NOT NULL;
CREATE INDEX "body_reply_translate_idx" ON "body_reply"("translate_due_at") WHERE translate_due_at IS NOT NULL;
