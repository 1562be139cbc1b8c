// The connection to PostgreSQL: Prisma for statements, and one listening connection for what other processes changed.
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { Prisma, PrismaClient } from './generated/client.ts'
import { sealing } from './sealing/adapter.ts'
import type { Keyring } from './sealing/keyring.ts'

/** Anything statements can be run on: the database itself, or a transaction in it. */
export type Statements = PrismaClient | Prisma.TransactionClient

export interface Database {
  readonly prisma: PrismaClient
  /** For what needs a connection of its own. Holds a password. */
  readonly url: string
  /** Calls `heard` with the id of every conversation (`case:<id>` for a case, `person:<id>` for a person, the topic of every article) that changed, or in which a counsellor is typing, or of who looks at one, and with null when some may have been missed. */
  listen(heard: (changed: string | null) => void, subject?: Subject): Promise<() => Promise<void>>
  close(): Promise<void>
}

/** What other processes are told of. */
export type Subject = 'conversation' | 'knowledge' | 'typing' | 'presence' | 'connections'

const channelOf = (subject: Subject) => `madoguchi_${subject}`

/** What the desk reads often is in memory or on a disk without arms: PostgreSQL's own default reads whole tables where an index would do. */
const INDEXES_FIRST = '-c random_page_cost=1.1'
/** On large tables PostgreSQL thinks most of them dear enough to be compiled first, which takes far longer than they do. */
const UNCOMPILED = '-c jit=off'
/** A process that froze in the middle of something, or that the network lost, holds its locks no longer than this. */
const LET_GO = '-c idle_in_transaction_session_timeout=60000'
const CONNECT_MS = 10_000
/** How long a transaction waits for a connection, and may take, where it says nothing of its own. */
const PATIENCE = { maxWait: 10_000, timeout: 20_000 }

/** What a statement begins with that runs all the time, whose plan does not hang on what is asked: each connection plans it once. */
export const PLANNED = Prisma.raw('/* planned */')

/** Each connection keeps their plans: so many at most, however many filters and roles make statements of their own. */
const MOST_PLANNED = 200

/** PostgreSQL knows a planned statement by its name; the others have none. */
function names(): (query: { readonly sql: string }) => string {
  const known = new Map<string, string>()
  return ({ sql }) => {
    if (!sql.startsWith(PLANNED.sql)) return ''
    const name = known.get(sql) ?? (known.size < MOST_PLANNED ? `planned ${known.size + 1}` : '')
    if (name !== '') known.set(sql, name)
    return name
  }
}

/** How a connection says which keys its process knows, the one that seals first: what gives the rows another key must not run ahead of anybody. */
export const KEYS_OF = 'madoguchi keys '
const keysOf = ({ numbers }: Keyring) => `${KEYS_OF}${numbers.join(' ')}`

/** @param keyring opens what is sealed there, and seals what statements mark (src/store/sealing/marks.ts) */
export function openDatabase(url: string, keyring: Keyring, connections = 20): Database {
  const adapter = new PrismaPg({ connectionString: url, max: connections, options: `${INDEXES_FIRST} ${UNCOMPILED} ${LET_GO}`, connectionTimeoutMillis: CONNECT_MS, keepAlive: true, application_name: keysOf(keyring) }, { statementNameGenerator: names() })
  const prisma = new PrismaClient({ adapter: sealing(adapter, keyring), transactionOptions: PATIENCE })
  const ear = openEar(url)
  return { prisma, url, listen: (heard, subject = 'conversation') => ear(channelOf(subject), heard), close: () => prisma.$disconnect() }
}

/** The same as `announce`, as an expression for the `RETURNING` of a statement that changes conversations. */
export const announcing = (conversation: Prisma.Sql): Prisma.Sql => Prisma.sql`pg_notify(${channelOf('conversation')}, ${conversation}::text)`

/** Tells every listening process; inside a transaction it is heard when that commits. */
export async function announce(db: Statements, changed: readonly string[], subject: Subject = 'conversation'): Promise<void> {
  if (changed.length === 0) return
  await db.$executeRaw`SELECT pg_notify(${channelOf(subject)}, id) FROM unnest(${[...new Set(changed)]}::text[]) id`
}

/** What the notice of a changed case begins with, and that of what staff wrote down of a person. */
export const CASE = 'case:'
export const PERSON = 'person:'

/** Announces that anything may have changed: who may see what, most of all. It says nothing to who may see nothing of it. */
export const ANYTHING = ''

type Heard = (changed: string | null) => void

/** One connection that hears for everybody in the process. */
function openEar(url: string): (channel: string, heard: Heard) => Promise<() => Promise<void>> {
  const listening = new Map<string, Set<Heard>>()
  let client: Promise<pg.Client> | null = null
  let retry: NodeJS.Timeout | null = null
  const connect = async () => {
    const fresh = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: CONNECT_MS })
    fresh.on('notification', ({ channel, payload }) => { for (const heard of listening.get(channel) ?? []) heard(payload || null) })
    fresh.on('error', () => {})
    try {
      await fresh.connect()
      for (const channel of listening.keys()) await fresh.query(`LISTEN ${channel}`)
    } catch (error) {
      void fresh.end().catch(() => {})
      throw error
    }
    // Only now: a connection that fails says that it ended as well, and each failure would be answered twice, and those twice again.
    fresh.on('end', () => { if (listening.size > 0) again() })
    return fresh
  }
  const again = () => {
    retry = setTimeout(() => {
      client = connect()
      client.then(() => { for (const heard of [...listening.values()].flatMap((all) => [...all])) heard(null) }, () => { if (listening.size > 0) again() })
    }, 500)
  }
  return async (channel, heard) => {
    const all = listening.get(channel) ?? new Set()
    listening.set(channel, all.add(heard))
    const deaf = async () => {
      all.delete(heard)
      if (all.size === 0) listening.delete(channel)
      if (listening.size > 0) return
      if (retry) clearTimeout(retry)
      const last = client
      client = null
      await last?.then((open) => open.end(), () => {})
    }
    try {
      await (await (client ??= connect())).query(`LISTEN ${channel}`)
    } catch (error) {
      await deaf()
      throw error
    }
    return deaf
  }
}
