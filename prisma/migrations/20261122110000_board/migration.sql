-- The mutual help board: members by nickname, their posts, private threads about them, reports, and what moderators did.
CREATE TABLE "board_member" (
    "id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "nickname" TEXT NOT NULL,
    "nickname_key" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'active',
    "suspended_until" TIMESTAMPTZ(3),
    "reason" TEXT,
    "close_asked_by" TEXT,
    "trained" BOOLEAN NOT NULL DEFAULT false,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,
    "left_at" TIMESTAMPTZ(3),
    CONSTRAINT "board_member_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "board_member_address_key" ON "board_member"("address");
CREATE UNIQUE INDEX "board_member_nickname_key_key" ON "board_member"("nickname_key");

CREATE TABLE "board_post" (
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "translations" JSONB NOT NULL DEFAULT '{}',
    "prefecture" TEXT NOT NULL DEFAULT '',
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "starts_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "signs" TEXT[] NOT NULL DEFAULT '{}',
    "danger" TEXT,
    "reason" TEXT,
    "approved_at" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "edited_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),
    CONSTRAINT "board_post_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "board_post_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "board_member"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "board_post_member_id_created_at_idx" ON "board_post"("member_id", "created_at");
CREATE INDEX "board_post_state_created_at_idx" ON "board_post"("state", "created_at");

CREATE TABLE "board_thread" (
    "id" UUID NOT NULL,
    "post_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "asker_agrees" BOOLEAN NOT NULL DEFAULT false,
    "poster_agrees" BOOLEAN NOT NULL DEFAULT false,
    "asker_thanks" BOOLEAN NOT NULL DEFAULT false,
    "poster_thanks" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "board_thread_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "board_thread_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "board_post"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "board_thread_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "board_member"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "board_thread_post_id_member_id_key" ON "board_thread"("post_id", "member_id");
CREATE INDEX "board_thread_member_id_created_at_idx" ON "board_thread"("member_id", "created_at");

CREATE TABLE "board_line" (
    "id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "translations" JSONB NOT NULL DEFAULT '{}',
    "state" TEXT NOT NULL,
    "signs" TEXT[] NOT NULL DEFAULT '{}',
    "danger" TEXT,
    "reason" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    CONSTRAINT "board_line_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "board_line_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "board_thread"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "board_line_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "board_member"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "board_line_thread_id_at_idx" ON "board_line"("thread_id", "at");
CREATE INDEX "board_line_member_id_at_idx" ON "board_line"("member_id", "at");

CREATE TABLE "board_block" (
    "member_id" UUID NOT NULL,
    "other_id" UUID NOT NULL,
    CONSTRAINT "board_block_pkey" PRIMARY KEY ("member_id", "other_id"),
    CONSTRAINT "board_block_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "board_member"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "board_block_other_id_fkey" FOREIGN KEY ("other_id") REFERENCES "board_member"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "board_block_other_id_idx" ON "board_block"("other_id");

CREATE TABLE "board_like" (
    "post_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    CONSTRAINT "board_like_pkey" PRIMARY KEY ("post_id", "member_id"),
    CONSTRAINT "board_like_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "board_post"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "board_like_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "board_member"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "board_like_member_id_idx" ON "board_like"("member_id");

CREATE TABLE "board_report" (
    "id" UUID NOT NULL,
    "post_id" UUID,
    "line_id" UUID,
    "member_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    CONSTRAINT "board_report_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "board_report_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "board_post"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "board_report_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "board_line"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "board_report_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "board_member"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "board_report_post_id_member_id_key" ON "board_report"("post_id", "member_id");
CREATE UNIQUE INDEX "board_report_line_id_member_id_key" ON "board_report"("line_id", "member_id");
CREATE INDEX "board_report_member_id_idx" ON "board_report"("member_id");

CREATE TABLE "board_act" (
    "id" BIGSERIAL NOT NULL,
    "member_id" UUID NOT NULL,
    "post_id" UUID,
    "line_id" UUID,
    "staff_id" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "reason" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),
    "seen_at" TIMESTAMPTZ(3),
    CONSTRAINT "board_act_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "board_act_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "board_member"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "board_act_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "board_post"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "board_act_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "board_line"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "board_act_member_id_at_idx" ON "board_act"("member_id", "at");
CREATE INDEX "board_act_post_id_idx" ON "board_act"("post_id");
CREATE INDEX "board_act_line_id_idx" ON "board_act"("line_id");
