// A key that is made once and kept in a file beside the data, never in the database.
import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** What stands in `file`; where there is none, what `make` makes of 32 random bytes. */
export async function keptKey(file: string, make: (bytes: Buffer) => string = (bytes) => bytes.toString('hex')): Promise<string> {
  const kept = await readFile(file, 'utf8').catch(() => null)
  if (kept !== null) return kept.trim()
  await mkdir(dirname(file), { recursive: true })
  // Linked when it is whole: of two processes that start together, both read the first one's.
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, `${make(randomBytes(32))}\n`, { mode: 0o600 })
  try {
    await link(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await rm(draft, { force: true })
  }
  return (await readFile(file, 'utf8')).trim()
}
