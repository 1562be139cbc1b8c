-- What somebody set on the page of connections: keys and addresses of platforms, each sealed with a key that is not in the database.
CREATE TABLE "connection_setting" (
  "name" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "replaced" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT "connection_setting_pkey" PRIMARY KEY ("name")
);
