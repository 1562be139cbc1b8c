-- Reports of companies, and the ledger of what was ever counted in one that was released.
CREATE TABLE "report" (
    "id" UUID NOT NULL,
    "company_id" UUID,
    "quarter" TEXT NOT NULL,
    "members" UUID[] NOT NULL,
    "months" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "content" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "authors" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "reviewer_id" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    "released_at" TIMESTAMPTZ(3),
    CONSTRAINT "report_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "report_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "report_company_id_idx" ON "report"("company_id");
CREATE INDEX "report_members_idx" ON "report" USING GIN ("members");

CREATE TABLE "report_month" (
    "company_id" UUID NOT NULL,
    "month" TEXT NOT NULL,
    "report_id" UUID NOT NULL,
    CONSTRAINT "report_month_pkey" PRIMARY KEY ("company_id", "month"),
    CONSTRAINT "report_month_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "company"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "report_month_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "report_month_report_id_idx" ON "report_month"("report_id");

-- What was released stays as it was released: it can be taken back, and never be unsaid.
CREATE FUNCTION "report_stays"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD."released_at" IS NULL THEN RETURN OLD; END IF;
  ELSIF OLD."released_at" IS NULL THEN
    RETURN NEW;
  ELSIF NEW."state" IN ('released', 'withdrawn') AND (OLD."state" = 'released' OR NEW."state" = 'withdrawn')
    AND (NEW."id", NEW."company_id", NEW."quarter", NEW."members", NEW."months", NEW."content", NEW."authors", NEW."released_at")
      IS NOT DISTINCT FROM (OLD."id", OLD."company_id", OLD."quarter", OLD."members", OLD."months", OLD."content", OLD."authors", OLD."released_at") THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a released report is never changed';
END $$;
CREATE TRIGGER "report_stays" BEFORE UPDATE OR DELETE ON "report" FOR EACH ROW EXECUTE FUNCTION "report_stays"();

CREATE FUNCTION "report_month_stays"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'what was counted in a released report stays counted'; END $$;
CREATE TRIGGER "report_month_stays" BEFORE UPDATE OR DELETE ON "report_month" FOR EACH ROW EXECUTE FUNCTION "report_month_stays"();
