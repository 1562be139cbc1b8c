// The keys of this installation: from the configuration, or made once and kept beside the data. Without them a copy of the database says nothing.
import { existsSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EncryptionKeys, keyText } from './config-keys.ts'
import type { Key } from './config-keys.ts'
import type { Config } from './config.ts'
import { keptKey } from './kept-key.ts'

/** In `DATA_DIR`, one key a line, the newest first. */
export const KEY_FILE = 'encryption.keys'

type Given = Pick<Config, 'dataDir' | 'encryptionKeys'>

/** @returns the newest first. @throws Error where the file holds something else */
export async function encryptionKeys({ dataDir, encryptionKeys: given }: Given): Promise<readonly Key[]> {
  if (given) return given
  const file = join(dataDir, KEY_FILE)
  const kept = EncryptionKeys.safeParse(await keptKey(file, (bytes) => keyText({ number: 1, bytes })))
  if (!kept.success) throw new Error(`${file}: ${kept.error.issues[0]?.message ?? 'cannot be read'}`)
  return kept.data
}

/** The same, but none is made: what was sealed is read with the keys it was sealed with, or not at all. */
export async function knownKeys(given: Given): Promise<readonly Key[]> {
  return given.encryptionKeys || existsSync(join(given.dataDir, KEY_FILE)) ? encryptionKeys(given) : []
}

/** Instead of the file that stands there: whoever reads meanwhile reads the old one or the new one. */
export async function writeKeys(dataDir: string, keys: readonly Key[]): Promise<void> {
  const [file, draft] = [join(dataDir, KEY_FILE), join(dataDir, `${KEY_FILE}.new`)]
  await writeFile(draft, `${keys.map(keyText).join('\n')}\n`, { mode: 0o600, flush: true })
  await rename(draft, file)
}
