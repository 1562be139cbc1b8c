-- Companies and the codes that lead from them, and what is asked of many.
ALTER TABLE "person_company" ADD COLUMN "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

CREATE TABLE "company" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "other_names" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "parent_id" UUID,
    "relation" TEXT,
    "tier" SMALLINT,
    "contract_from" DATE,
    "contract_to" DATE,
    "scope" TEXT NOT NULL DEFAULT '',
    "lot" TEXT NOT NULL DEFAULT 'company',
    "industry" TEXT,
    "prefecture" SMALLINT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "company_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "company_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "company"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE INDEX "company_parent_id_idx" ON "company"("parent_id");

CREATE TABLE "company_workers" (
    "id" BIGSERIAL NOT NULL,
    "company_id" UUID NOT NULL,
    "as_of" DATE NOT NULL,
    "workers" INTEGER NOT NULL,
    "source" TEXT NOT NULL DEFAULT '',
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "company_workers_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "company_workers_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "company_workers_company_id_as_of_idx" ON "company_workers"("company_id", "as_of");

CREATE TABLE "company_change" (
    "id" BIGSERIAL NOT NULL,
    "company_id" UUID NOT NULL,
    "change" JSONB NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "company_change_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "company_change_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "company_change_company_id_id_idx" ON "company_change"("company_id", "id");

CREATE TABLE "company_code" (
    "code" TEXT NOT NULL,
    "company_id" UUID,
    "lot" TEXT NOT NULL,
    "campaign" TEXT NOT NULL DEFAULT '',
    "source" TEXT NOT NULL DEFAULT '',
    "opens" TEXT,
    "valid_from" DATE,
    "valid_to" DATE,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "company_code_pkey" PRIMARY KEY ("code"),
    CONSTRAINT "company_code_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE INDEX "company_code_company_id_idx" ON "company_code"("company_id");

-- By which codes a person came, and to which companies they lead.
CREATE VIEW "person_code" AS
  SELECT "person_id", "entry_code" AS "code" FROM "conversation" WHERE "entry_code" IS NOT NULL AND "staff_id" IS NULL
  UNION SELECT "person_id", "code" FROM "person_company";
CREATE VIEW "person_in_company" AS
  SELECT DISTINCT p."person_id", c."company_id", c."lot" FROM "person_code" p JOIN "company_code" c ON c."code" = p."code" WHERE c."company_id" IS NOT NULL;

CREATE TABLE "questionnaire" (
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "opens_at" TIMESTAMPTZ(3),
    "closes_at" TIMESTAMPTZ(3),
    "quotas" JSONB NOT NULL DEFAULT '[]',
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "questionnaire_pkey" PRIMARY KEY ("key")
);

CREATE TABLE "questionnaire_version" (
    "key" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "content" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "saved_by" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by" TEXT,
    "published_at" TIMESTAMPTZ(3),
    CONSTRAINT "questionnaire_version_pkey" PRIMARY KEY ("key", "number"),
    CONSTRAINT "questionnaire_version_key_fkey" FOREIGN KEY ("key") REFERENCES "questionnaire"("key") ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE TABLE "answer_sheet" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "person_id" UUID,
    "home_id" UUID,
    "conversation_id" UUID,
    "channel" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "company_id" UUID,
    "lot" TEXT,
    "campaign" TEXT,
    "place" TEXT,
    "answers" JSONB NOT NULL DEFAULT '{}',
    "level" SMALLINT,
    "wish" BOOLEAN,
    "begun_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    CONSTRAINT "answer_sheet_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "answer_sheet_key_fkey" FOREIGN KEY ("key") REFERENCES "questionnaire"("key") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "answer_sheet_person_id_idx" ON "answer_sheet"("person_id");
CREATE INDEX "answer_sheet_conversation_id_idx" ON "answer_sheet"("conversation_id");
CREATE INDEX "answer_sheet_key_finished_at_idx" ON "answer_sheet"("key", "finished_at");

CREATE TABLE "answered_once" (
    "key" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    CONSTRAINT "answered_once_pkey" PRIMARY KEY ("key", "digest")
);
