// Whether a database is used by anything but the connection that asks.
import type pg from 'pg'

export async function isAlone(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(`
    SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`)
  return rows.length === 0
}
