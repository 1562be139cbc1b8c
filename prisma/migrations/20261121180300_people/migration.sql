-- AlterTable
ALTER TABLE "person" ADD COLUMN     "merged_into" UUID,
ADD COLUMN     "own_contact" JSONB,
ADD COLUMN     "root_id" UUID;

-- AlterTable
ALTER TABLE "conversation" ADD COLUMN     "home_id" UUID;

-- AlterTable
ALTER TABLE "case_file" ADD COLUMN     "home_id" UUID;

-- AlterTable
ALTER TABLE "contact_change" ADD COLUMN     "home_id" UUID;

-- CreateTable
CREATE TABLE "person_entry" (
    "id" BIGSERIAL NOT NULL,
    "person_id" UUID NOT NULL,
    "home_id" UUID NOT NULL,
    "conversation_id" UUID,
    "field" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "value" TEXT,
    "agreed" BOOLEAN NOT NULL DEFAULT false,
    "staff_id" TEXT NOT NULL,
    "undoes" BIGINT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),
    "removed_by" TEXT,

    CONSTRAINT "person_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_company" (
    "id" BIGSERIAL NOT NULL,
    "person_id" UUID NOT NULL,
    "home_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "entry_id" BIGINT,

    CONSTRAINT "person_company_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_merge" (
    "id" UUID NOT NULL,
    "from_person" UUID NOT NULL,
    "to_person" UUID NOT NULL,
    "how" TEXT NOT NULL,
    "asked_by" TEXT NOT NULL,
    "approved_by" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "facts" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "at" TIMESTAMPTZ(3),
    "undone_at" TIMESTAMPTZ(3),
    "undone_by" TEXT,
    "undone_reason" TEXT NOT NULL DEFAULT '',
    "parted" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "person_merge_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "person_root_idx" ON "person"("root_id") WHERE (root_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "person_entry_person_id_field_id_idx" ON "person_entry"("person_id", "field", "id");

-- CreateIndex
CREATE INDEX "person_company_person_id_idx" ON "person_company"("person_id");

-- CreateIndex
CREATE INDEX "person_merge_to_person_idx" ON "person_merge"("to_person");

-- CreateIndex
CREATE UNIQUE INDEX "person_merge_open_key" ON "person_merge"("from_person") WHERE (at IS NOT NULL AND undone_at IS NULL);

-- AddForeignKey
ALTER TABLE "person_entry" ADD CONSTRAINT "person_entry_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_company" ADD CONSTRAINT "person_company_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Nobody is merged into themselves, and who is merged has a root.
ALTER TABLE "person" ADD CONSTRAINT "person_merged" CHECK (("merged_into" IS NULL) = ("root_id" IS NULL) AND "merged_into" IS DISTINCT FROM "id" AND "root_id" IS DISTINCT FROM "id");
