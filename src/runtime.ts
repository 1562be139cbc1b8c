// The one bag of everything that touches the world. Time and new ids come from here alone.
import { randomInt } from 'node:crypto'
import type { Channel } from '../channels/contract.ts'
import type { Config } from './config.ts'
import type { Connections } from './connections/live.ts'
import type { Content } from './gateway/content.ts'
import type { Hours } from './gateway/hours.ts'
import type { Library } from './gateway/library.ts'
import type { AuditLog } from './gateway/record.ts'
import type { Wakes } from './jobs/wakes.ts'
import type { RunningTerms } from './language/terms.ts'
import type { Translation } from './language/translation.ts'
import type { TermHash } from './knowledge/term-hash.ts'
import type { Translator } from './language/translator.ts'
import type { FileLinks } from './media/file-links.ts'
import type { MediaStore } from './media/store.ts'
import type { Notifier } from './notify/notifier.ts'
import type { Log } from './operate/log.ts'
import type { Meters } from './operate/meters.ts'
import type { Pulse } from './operate/pulse.ts'
import type { Traces } from './operate/traces.ts'
import type { Database } from './store/database.ts'
import type { Said } from './store/said.ts'
import { randomIn } from './random.ts'

/** One configured channel: what `POST /webhooks/<id>` finds. */
export interface Account {
  readonly id: string
  readonly channel: Channel
  readonly config: unknown
  /** Its settings were exchanged: what is signed with these is taken as well until then. */
  readonly former?: { readonly config: unknown; readonly until: Date }
}

export interface Runtime {
  readonly config: Config
  readonly db: Database
  readonly wakes: Wakes
  /** As they are connected at this moment. */
  readonly accounts: ReadonlyMap<string, Account>
  readonly connections: Connections
  /** What the desk says at this moment: ask for it again with every turn. */
  readonly content: Content
  readonly library: Library
  /** Null where none is connected at this moment. */
  readonly translator: Translator | null
  /** Everything that is translated goes through here. */
  readonly translation: Translation
  readonly terms: RunningTerms
  readonly log: Log
  readonly meters: Meters
  /** Null: nobody collects them. */
  readonly traces: Traces | null
  readonly pulse: Pulse
  readonly media: MediaStore
  /** The same as it lies there, sealed: for copies. */
  readonly files: MediaStore
  /** Addresses by which platforms fetch files of staff. */
  readonly fileLinks: FileLinks
  readonly audit: AuditLog
  readonly hours: Hours
  /** Hides the words that the search keeps. */
  readonly hashTerms: TermHash
  readonly said: Said
  /** Tells members of staff something outside the desk's pages. */
  readonly notifier: Notifier
  now(): Date
  newId(): string
  newCode(): string
}

export const now = (): Date => new Date()

/** A UUID of version 7 (RFC 9562): later ids sort later, which keeps the indexes of growing tables compact. */
export function newId(): string {
  const bytes = randomIn(16)
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Nine digits that nobody can foresee. */
export const newCode = (): string => String(randomInt(100_000_000, 1_000_000_000))
