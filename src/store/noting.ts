// Notes something in the settings of a desk by a connection of its own: for commands, which open nothing else.
import { connect } from './rows.ts'

export async function noteAt(url: string, notes: Readonly<Record<string, unknown>>): Promise<void> {
  const client = await connect(url)
  try {
    for (const [key, value] of Object.entries(notes)) {
      await client.query('INSERT INTO setting (key, value) VALUES ($1, $2::jsonb) ON CONFLICT (key) DO UPDATE SET value = excluded.value', [key, JSON.stringify(value)])
    }
  } finally {
    await client.end()
  }
}
