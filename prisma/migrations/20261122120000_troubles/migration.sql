-- What failed and waits for somebody to look at it.
ALTER TABLE "event" ADD COLUMN "set_aside_at" TIMESTAMPTZ(3);
UPDATE "event" SET "set_aside_at" = "done_at" WHERE "attempts" >= 3;
CREATE INDEX "event_set_aside_idx" ON "event" ("set_aside_at") WHERE "set_aside_at" IS NOT NULL;

ALTER TABLE "delivery" ADD COLUMN "given_up_at" TIMESTAMPTZ(3);
CREATE INDEX "delivery_failed_idx" ON "delivery" ("due_at") WHERE status = 'failed' AND given_up_at IS NULL AND NOT bulk;

ALTER TABLE "message" ADD COLUMN "translate_given_up_at" TIMESTAMPTZ(3);
CREATE INDEX "message_translate_problem_idx" ON "message" ("at") WHERE translate_problem IS NOT NULL AND translate_given_up_at IS NULL;

ALTER TABLE "media" ADD COLUMN "given_up_at" TIMESTAMPTZ(3);
CREATE INDEX "media_failed_idx" ON "media" ("created_at") WHERE status = 'failed' AND given_up_at IS NULL;

CREATE INDEX "page_failed_idx" ON "page" ("asked_at") WHERE status = 'failed';

ALTER TABLE "inquiry" ADD COLUMN "problem" TEXT, ADD COLUMN "untold_after" INTEGER;
CREATE INDEX "inquiry_problem_idx" ON "inquiry" ("due_at") WHERE problem IS NOT NULL;

ALTER TABLE "partner_request" ADD COLUMN "mail_given_up_at" TIMESTAMPTZ(3);
CREATE INDEX "partner_request_problem_idx" ON "partner_request" ("created_at") WHERE mail_problem IS NOT NULL AND mail_given_up_at IS NULL;

ALTER TABLE "body_reply" ADD COLUMN "mail_given_up_at" TIMESTAMPTZ(3);
CREATE INDEX "body_reply_problem_idx" ON "body_reply" ("created_at") WHERE mail_problem IS NOT NULL AND mail_given_up_at IS NULL;
