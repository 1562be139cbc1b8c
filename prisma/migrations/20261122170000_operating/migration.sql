-- How the desk runs: its processes, how long work waited in each minute, and what stood wrong since when.
CREATE TABLE process (
  id uuid PRIMARY KEY,
  role text NOT NULL,
  version text NOT NULL,
  started_at timestamptz(3) NOT NULL,
  seen_at timestamptz(3) NOT NULL
);

CREATE TABLE minute (
  at timestamptz(3) PRIMARY KEY,
  waits jsonb NOT NULL DEFAULT '{}'
);

CREATE TABLE alert (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  subject text NOT NULL DEFAULT '',
  raised_at timestamptz(3) NOT NULL,
  seen_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  told_at timestamptz(3),
  end_told_at timestamptz(3)
);
CREATE UNIQUE INDEX alert_standing_key ON alert (kind, subject) WHERE ended_at IS NULL;
CREATE INDEX alert_ended_at_idx ON alert (ended_at);
