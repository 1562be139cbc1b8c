// The keys of this installation: from the configuration, or made once and kept beside the data. Without them a copy of the database says nothing.
import { join } from 'node:path'
import { EncryptionKeys, keyText } from './config-keys.ts'
import type { Config } from './config.ts'
import { keptKey } from './kept-key.ts'
import type { Database } from './store/database.ts'
import { createKeyring, SealBroken } from './store/sealing/keyring.ts'
import type { Keyring } from './store/sealing/keyring.ts'
import { readSetting, settingOr } from './store/settings.ts'
import { secret } from './store/sealing/marks.ts'

/** In `DATA_DIR`, one key a line, the newest first. */
export const KEY_FILE = 'encryption.keys'

/** @throws Error where the file holds something else */
export async function openKeyring(config: Pick<Config, 'dataDir' | 'encryptionKeys'>): Promise<Keyring> {
  if (config.encryptionKeys) return createKeyring(config.encryptionKeys)
  const file = join(config.dataDir, KEY_FILE)
  const kept = EncryptionKeys.safeParse(await keptKey(file, (bytes) => keyText({ number: 1, bytes })))
  if (!kept.success) throw new Error(`${file}: ${kept.error.issues[0]?.message ?? 'cannot be read'}`)
  return createKeyring(kept.data)
}

const PROOF = 'sealing-proof'

/** @throws Error where the database was sealed with a key that is not given */
export async function proveKeys(db: Database): Promise<void> {
  try {
    await settingOr(db, PROOF, () => secret('the keys of this desk'))
    await readSetting(db, PROOF)
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error
    throw new Error(`The database is sealed with another key. Set ENCRYPTION_KEYS to it, or copy ${KEY_FILE} of that machine's DATA_DIR here.`, { cause: error })
  }
}
