-- What the person sees and says of their own case.
ALTER TABLE "case_file" ADD COLUMN "question_at" TIMESTAMPTZ(3),
    ADD COLUMN "standing_asked" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "satisfaction" SMALLINT,
    ADD COLUMN "solved" TEXT;

CREATE INDEX "case_question_idx" ON "case_file"("question_at") WHERE (question_at IS NOT NULL);

-- What the desk itself asks waits like what a counsellor wrote.
ALTER TABLE "held_line" ALTER COLUMN "staff_id" DROP NOT NULL,
    ADD COLUMN "question" JSONB;

-- Somebody who rang or came by has no conversation to call people because of.
ALTER TABLE "alarm" ADD COLUMN "case_id" UUID;

CREATE UNIQUE INDEX "alarm_case_key" ON "alarm"("case_id") WHERE (acknowledged_at IS NULL);

ALTER TABLE "alarm" ADD CONSTRAINT "alarm_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE SET NULL ON UPDATE CASCADE;
