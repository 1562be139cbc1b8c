-- Files whose rows are gone: their bytes follow.
CREATE TABLE "file_removal" (
    "key" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),
    CONSTRAINT "file_removal_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "file_removal_due_at_idx" ON "file_removal" ("due_at");
