-- CreateTable
CREATE TABLE "dossier_draft" (
    "case_id" UUID NOT NULL,
    "content" JSONB NOT NULL,
    "revision" INTEGER NOT NULL,
    "saved_by" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_by" TEXT,
    "confirmed_whom" TEXT,
    "confirmed_at" TIMESTAMPTZ(3),

    CONSTRAINT "dossier_draft_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "dossier" (
    "case_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "printed" JSONB NOT NULL,
    "pdf" BYTEA NOT NULL,
    "digest" TEXT NOT NULL,
    "issued_by" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dossier_pkey" PRIMARY KEY ("case_id","number")
);

-- CreateTable
CREATE TABLE "case_study" (
    "id" UUID NOT NULL,
    "case_id" UUID,
    "companies" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "names" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "state" TEXT NOT NULL DEFAULT 'draft',
    "content" JSONB NOT NULL,
    "themes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "language" TEXT,
    "status" TEXT NOT NULL DEFAULT '',
    "stage" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "authors" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "reviewer_id" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "case_study_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "case_study_case_id_idx" ON "case_study"("case_id");

-- CreateIndex
CREATE INDEX "case_study_published_idx" ON "case_study"("published_at") WHERE (state = 'published');

-- AddForeignKey
ALTER TABLE "dossier_draft" ADD CONSTRAINT "dossier_draft_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dossier" ADD CONSTRAINT "dossier_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_study" ADD CONSTRAINT "case_study_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What was given away stays as it was given.
CREATE FUNCTION "dossier_stays"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'an issued dossier is never changed'; END $$;
CREATE TRIGGER "dossier_stays" BEFORE UPDATE ON "dossier" FOR EACH ROW EXECUTE FUNCTION "dossier_stays"();
