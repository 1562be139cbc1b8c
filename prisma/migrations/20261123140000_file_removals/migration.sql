-- Files whose rows are gone: their bytes follow.
CREATE TABLE "file_removal" (
    "key" UUID NOT NULL,
    "noted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "file_removal_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "file_removal_noted_at_idx" ON "file_removal" ("noted_at");
