-- Questionnaires written in the desk, and the hearings after a self-check.
ALTER TABLE "questionnaire_version" ADD COLUMN "authors" TEXT[] DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "questionnaire_version" ADD COLUMN "unchecked" TEXT[] DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "questionnaire_version" ADD COLUMN "reason" TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX "questionnaire_version_open_key" ON "questionnaire_version"("key") WHERE (state IN ('draft', 'review'));

CREATE TABLE "hearing" (
    "sheet_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "hearing_pkey" PRIMARY KEY ("sheet_id"),
    CONSTRAINT "hearing_sheet_id_fkey" FOREIGN KEY ("sheet_id") REFERENCES "answer_sheet"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
