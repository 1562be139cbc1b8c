// The keys that copies of the desk are sealed with: from the configuration, or made once and kept beside the data, never in the copy.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { EncryptionKeys, keyText } from './config-keys.ts'
import type { Key } from './config-keys.ts'
import type { Config } from './config.ts'
import { keptKey } from './kept-key.ts'

/** In `DATA_DIR`, one key a line, the newest first. */
export const KEY_FILE = 'encryption.keys'

/** The newest first. @throws Error where the file holds something else */
export async function backupKeys({ dataDir, encryptionKeys }: Pick<Config, 'dataDir' | 'encryptionKeys'>): Promise<readonly Key[]> {
  if (encryptionKeys) return encryptionKeys
  return parsed(join(dataDir, KEY_FILE), await keptKey(join(dataDir, KEY_FILE), (bytes) => keyText({ number: 1, bytes })))
}

/** The same, but none is made: a backup is read with the keys it was made with, or not at all. */
export async function knownKeys(config: Pick<Config, 'dataDir' | 'encryptionKeys'>): Promise<readonly Key[]> {
  return config.encryptionKeys || existsSync(join(config.dataDir, KEY_FILE)) ? backupKeys(config) : []
}

function parsed(file: string, text: string): readonly Key[] {
  const kept = EncryptionKeys.safeParse(text)
  if (!kept.success) throw new Error(`${file}: ${kept.error.issues[0]?.message ?? 'cannot be read'}`)
  return kept.data
}
