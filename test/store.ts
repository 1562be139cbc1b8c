// The tables of a desk in a test, opened as the desk itself opens them.
import { EncryptionKeys } from '../src/config-keys.ts'
import { openDatabase } from '../src/store/database.ts'
import type { Database } from '../src/store/database.ts'
import { createKeyring } from '../src/store/sealing/keyring.ts'
import { TEST_KEYS } from './keys.ts'

export const testKeyring = createKeyring(EncryptionKeys.parse(TEST_KEYS))

export const openStore = (url: string, connections?: number): Database => openDatabase(url, testKeyring, connections)

/** A name (an address, a mail, a token) as it stands in the tables, for tests that ask them directly. */
export const nameSeal = (text: string): string => testKeyring.seal('n', text)
