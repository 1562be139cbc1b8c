// The record of who saw or changed what: only ever appended to, each row bound to the one before it by a keyed digest.
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { Prisma } from './generated/client.ts'
import { PLANNED } from './database.ts'
import type { Database, Statements } from './database.ts'
import { json } from './json.ts'
import { secret, secretJson } from './sealing/marks.ts'
import { tiedTo, tiedToCase, tiedToPerson } from './visible.ts'

/** `at` is ISO 8601. `actor` is a staff id, `system`, or `stranger`; `object` is `kind:id`. Never what anybody said. */
export interface AuditEntry {
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly object: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly reason: string
}

export interface AuditRow extends AuditEntry { readonly seq: number; readonly digest: string }

/** One writer at a time, over all processes. */
const LOCK = 7_401_951
const HEAD = 'audit-head'
const Head = z.object({ seq: z.number(), seal: z.string() })
const Kept = z.object({ detail: z.record(z.string(), z.unknown()), reason: z.string() })
const BEGINNING = ''

export async function appendAudit({ prisma }: Database, key: string, entries: readonly AuditEntry[]): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await tx.$executeRaw`${PLANNED} SELECT pg_advisory_xact_lock(${LOCK})`
    const last = await lastRow(tx)
    let [seq, digest] = [last?.seq ?? 0, last?.digest ?? BEGINNING]
    const rows = entries.map(asStored).map((entry): AuditRow => {
      seq += 1
      digest = digestOf(key, digest, { ...entry, seq })
      return { ...entry, seq, digest }
    })
    const head = { seq, seal: sealOf(key, seq, digest) }
    await tx.$executeRaw`${PLANNED}
      WITH added AS (
        INSERT INTO audit (seq, at, actor, action, object, detail, reason, digest)
        SELECT * FROM jsonb_to_recordset(${json(rows.map(sealed))}::jsonb) AS
          r(seq bigint, at timestamptz, actor text, action text, object text, detail jsonb, reason text, digest text))
      INSERT INTO setting (key, value) VALUES (${HEAD}, ${json(head)}::jsonb) ON CONFLICT (key) DO UPDATE SET value = excluded.value`
  }, { timeout: 20_000, maxWait: 20_000 })
}

/** Nobody looks into them but who reads the record, and its digests are of what was sealed. */
const sealed = (row: AuditRow) => ({ ...row, detail: Object.keys(row.detail).length === 0 ? row.detail : secretJson(json(row.detail)), reason: secret(row.reason) })

/** `reader`: leaves out what is about conversations, cases and people they are tied to. */
export interface AuditFilter { readonly actor?: string; readonly object?: string; readonly before?: number; readonly from?: Date; readonly until?: Date; readonly reader?: string }

/** Newest first. */
export function readAudit({ prisma }: Database, { actor, object, before, from, until, reader }: AuditFilter, limit: number): Promise<AuditRow[]> {
  const conditions = [
    Prisma.sql`TRUE`,
    ...(actor === undefined ? [] : [Prisma.sql`actor = ${actor}`]),
    ...(object === undefined ? [] : [Prisma.sql`object = ${object}`]),
    ...(before === undefined ? [] : [Prisma.sql`seq < ${before}`]),
    ...(from === undefined ? [] : [Prisma.sql`at >= ${from}`]),
    ...(until === undefined ? [] : [Prisma.sql`at < ${until}`]),
    ...(reader === undefined ? [] : [
      Prisma.sql`NOT EXISTS (SELECT 1 FROM conversation c WHERE c.id = ${idIn('conversation')} AND ${tiedTo(Prisma.sql`${reader}`)})`,
      Prisma.sql`NOT EXISTS (SELECT 1 FROM person o JOIN person p ON p.id = coalesce(o.root_id, o.id) WHERE o.id = ${idIn('person')} AND ${tiedToPerson(Prisma.sql`${reader}`)})`,
      Prisma.sql`NOT EXISTS (SELECT 1 FROM case_file f WHERE f.id = ${idIn('case')} AND ${tiedToCase(Prisma.sql`${reader}`)})`,
    ]),
  ]
  return prisma.$queryRaw<AuditRow[]>`${SELECT} WHERE ${Prisma.join(conditions, ' AND ')} ORDER BY audit.seq DESC LIMIT ${limit}`
}

const SELECT = Prisma.sql`
  SELECT seq::int, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, actor, action, object, detail, reason, digest FROM audit`
/** The conversation, case or person a row is about; what somebody tried that is no id is about none. */
const idIn = (kind: 'conversation' | 'case' | 'person') => Prisma.sql`CASE WHEN object ~ ${`^${kind}:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`} THEN split_part(object, ':', 2)::uuid END`
const PAGE = 5_000
/** Of reading all of it: some minutes for millions of rows. */
const LONGEST_MS = 3_600_000

/**
 * One line for the first place at which the record is not what was written; null when all of it is. Rows and seal are those of one moment:
 * a desk that goes on writes both meanwhile.
 */
export function verifyAudit({ prisma }: Database, key: string): Promise<{ readonly rows: number; readonly fault: string | null }> {
  return prisma.$transaction(async (tx) => {
    let [seq, digest] = [0, BEGINNING]
    for (;;) {
      const rows = await tx.$queryRaw<AuditRow[]>`${SELECT} WHERE audit.seq > ${seq} ORDER BY audit.seq LIMIT ${PAGE}`
      for (const row of rows) {
        if (row.seq !== seq + 1) return { rows: seq, fault: `row ${seq + 1} is missing` }
        digest = digestOf(key, digest, row)
        if (row.digest !== digest) return { rows: seq, fault: `row ${row.seq} was altered, or stands in another's place` }
        seq = row.seq
      }
      if (rows.length < PAGE) break
    }
    const head = await tx.setting.findUnique({ where: { key: HEAD } })
    if (!head && seq === 0) return { rows: 0, fault: null }
    const { data } = Head.safeParse(head?.value)
    const whole = data?.seq === seq && data.seal === sealOf(key, seq, digest)
    return { rows: seq, fault: whole ? null : `rows after ${seq} are missing, or the seal of the last one is` }
  }, { isolationLevel: 'RepeatableRead', timeout: LONGEST_MS, maxWait: 20_000 })
}

async function lastRow(tx: Statements): Promise<{ seq: number; digest: string } | undefined> {
  const [row] = await tx.$queryRaw<{ seq: number; digest: string }[]>`${PLANNED} SELECT seq::int, digest FROM audit ORDER BY audit.seq DESC LIMIT 1`
  return row
}

function digestOf(key: string, before: string, { seq, at, actor, action, object, detail, reason }: AuditEntry & { seq: number }): string {
  return createHmac('sha256', key).update(JSON.stringify([before, seq, at, actor, action, object, sorted(detail), reason])).digest('hex')
}

/** The database refuses some characters: the digest is of what it keeps. */
function asStored(entry: AuditEntry): AuditEntry {
  const { detail, reason } = Kept.parse(JSON.parse(json({ detail: entry.detail, reason: entry.reason })))
  return { ...entry, detail, reason }
}

function sealOf(key: string, seq: number, digest: string): string {
  return createHmac('sha256', key).update(`head/${seq}/${digest}`).digest('hex')
}

/** The database does not keep the order of keys. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, inside]) => [name, sorted(inside)])
}
