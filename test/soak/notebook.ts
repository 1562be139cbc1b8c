// What a soak reads of the desk's own database, past every line that fails; and the desk is open at all hours.
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

export interface Notebook {
  /** Waits for a database that is being started again. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>
  close(): Promise<void>
}

const PATIENCE_MS = 120_000
const AGAIN_MS = 500

export async function openNotebook(databaseUrl: string): Promise<Notebook> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  pool.on('error', () => {})
  // Also while a client is lent: one that a statement failed on hears of its end once more.
  pool.on('connect', (client) => { client.on('error', () => {}) })
  const query = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) => {
    for (let waited = 0; ; waited += AGAIN_MS) {
      try {
        return (await pool.query<Row>(sql, values)).rows
      } catch (error) {
        const answered = error instanceof pg.DatabaseError && !(error.code ?? '').startsWith('57P')
        if (answered || waited >= PATIENCE_MS) throw error
        await sleep(AGAIN_MS)
      }
    }
  }
  const usual = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [['00:00', '24:00']]]))
  await query(`INSERT INTO setting (key, value) VALUES ('desk-hours', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, [JSON.stringify({ usual, languages: {} })])
  return { query, close: () => pool.end() }
}
