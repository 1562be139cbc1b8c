-- Accounts of companies: to which one they belong.
ALTER TABLE "staff" ADD COLUMN IF NOT EXISTS "company_id" UUID;
ALTER TABLE "invitation" ADD COLUMN "company_id" UUID;
