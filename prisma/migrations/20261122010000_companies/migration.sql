-- What workers say of their company, codes that are taken back, and ties that mean a company with all its codes.
ALTER TABLE "company_code" ADD COLUMN "withdrawn_at" TIMESTAMPTZ(3);

CREATE TABLE "company_said" (
    "id" BIGSERIAL NOT NULL,
    "person_id" UUID NOT NULL,
    "home_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "company_said_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "company_said_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "company_said_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "company_said_person_id_idx" ON "company_said"("person_id");

-- Ties as they hold: to what was written down, and to every other code of the company it leads to.
CREATE VIEW "staff_tied" AS
  SELECT "staff_id", "kind", "value" FROM "staff_conflict"
  UNION SELECT k."staff_id", k."kind", b."code" FROM "staff_conflict" k JOIN "company_code" a ON k."kind" = 'code' AND a."code" = k."value" JOIN "company_code" b ON b."company_id" = a."company_id";
CREATE VIEW "partner_tied" AS
  SELECT "partner_id", "kind", "value" FROM "partner_tie"
  UNION SELECT k."partner_id", k."kind", b."code" FROM "partner_tie" k JOIN "company_code" a ON k."kind" = 'code' AND a."code" = k."value" JOIN "company_code" b ON b."company_id" = a."company_id";
