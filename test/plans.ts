// Hears how PostgreSQL carries out what a desk asks: a relay between the two collects the plans that auto_explain sends along as notices.
import { connect, createServer } from 'node:net'
import pg from 'pg'
import { z } from 'zod'

/** One step of a plan, as EXPLAIN (FORMAT JSON) writes it. */
export interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string | undefined
  readonly 'Index Name'?: string | undefined
  readonly 'Index Cond'?: string | undefined
  readonly 'Plan Rows': number
  /** Where it was carried out and measured. */
  readonly 'Actual Rows'?: number | undefined
  readonly 'Actual Loops'?: number | undefined
  readonly 'Shared Hit Blocks'?: number | undefined
  readonly 'Shared Read Blocks'?: number | undefined
  readonly 'Plans'?: readonly PlanNode[] | undefined
}
const Node: z.ZodType<PlanNode> = z.lazy(() => z.object({
  'Node Type': z.string(), 'Relation Name': z.string().optional(), 'Index Name': z.string().optional(), 'Index Cond': z.string().optional(), 'Plan Rows': z.number(),
  'Actual Rows': z.number().optional(), 'Actual Loops': z.number().optional(), 'Shared Hit Blocks': z.number().optional(), 'Shared Read Blocks': z.number().optional(),
  'Plans': z.array(Node).optional(),
}))
const Explained = z.object({ 'Query Text': z.string(), 'Plan': Node })

/** A statement that was run; `ms` is PostgreSQL's own time. */
export interface Ran { readonly statement: string; readonly plan: PlanNode; readonly ms: number }

export interface PlanRelay {
  /** Of the same database, through the relay. */
  readonly url: string
  /** Everything since the last call. */
  taken(): Ran[]
  close(): Promise<void>
}

/** @param options `measured`: with the rows and blocks of each step, which makes everything slower; `once`: each statement the first time only */
export async function relayPlans(databaseUrl: string, { measured = false, once = false } = {}): Promise<PlanRelay> {
  await explainAll(databaseUrl, measured)
  const known = new Set<string>()
  const target = new URL(databaseUrl)
  let heard: Ran[] = []
  const server = createServer((client) => {
    const database = connect(Number(target.port), target.hostname)
    const end = () => { client.destroy(); database.destroy() }
    for (const socket of [client, database]) socket.on('error', end).on('close', end)
    client.pipe(database)
    database.on('end', () => client.end())
    database.on('data', withoutNotices((bytes) => client.write(bytes), (notice) => {
      const head = once ? /"Query Text": "(?:[^"\\]|\\.)*"/.exec(notice)?.[0] ?? '' : ''
      if (once && known.has(head)) return
      known.add(head)
      const ran = planIn(notice)
      if (ran) heard.push(ran)
    }))
  })
  await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening) })
  const address = server.address()
  const url = new URL(databaseUrl)
  url.port = String(typeof address === 'object' && address ? address.port : 0)
  return {
    url: url.href,
    taken() {
      const taken = heard
      heard = []
      return taken
    },
    close: () => new Promise((closed) => { server.close(() => closed()) }),
  }
}

async function explainAll(databaseUrl: string, measured: boolean): Promise<void> {
  const db = new pg.Client({ connectionString: databaseUrl })
  await db.connect()
  const settings = { 'session_preload_libraries': `'auto_explain'`, 'auto_explain.log_min_duration': '0', 'auto_explain.log_format': 'json', 'auto_explain.log_level': 'notice', 'auto_explain.log_analyze': String(measured), 'auto_explain.log_buffers': String(measured) }
  await db.query(`LOAD 'auto_explain'`)
  for (const [name, value] of Object.entries(settings)) await db.query(`ALTER DATABASE ${new URL(databaseUrl).pathname.slice(1)} SET ${name} = ${value}`)
  await db.end()
}

const NOTICE = 'N'.charCodeAt(0)

/** Each message of PostgreSQL's protocol is a letter, a length of four bytes that counts itself, and the rest; a notice's text follows an M. */
function withoutNotices(pass: (bytes: Buffer) => void, hear: (text: string) => void): (bytes: Buffer) => void {
  let kept: Buffer = Buffer.alloc(0)
  return (bytes) => {
    kept = kept.length === 0 ? bytes : Buffer.concat([kept, bytes])
    const passed: Buffer[] = []
    while (kept.length >= 5) {
      const end = 1 + kept.readUInt32BE(1)
      if (kept.length < end) break
      if (kept[0] !== NOTICE) passed.push(kept.subarray(0, end))
      else for (const field of kept.toString('utf8', 5, end).split('\0')) if (field.startsWith('M')) hear(field.slice(1))
      kept = kept.subarray(end)
    }
    if (passed.length > 0) pass(Buffer.concat(passed))
  }
}

function planIn(notice: string): Ran | null {
  const found = /^duration: ([\d.]+) ms {2}plan:\n([^]*)$/.exec(notice)
  if (!found?.[2]) return null
  const { 'Query Text': statement, Plan } = Explained.parse(JSON.parse(found[2]))
  return { statement, plan: Plan, ms: Number(found[1]) }
}

/** A step with all below it. */
export function stepsOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(stepsOf)]
}

/**
 * What gets slower with every row: a step that reads a whole table, or a whole index of all rows where nothing above it stops early.
 * @param partial indexes of a part of the rows
 */
export function wholeReads(node: PlanNode, growing: ReadonlySet<string>, partial: ReadonlySet<string>, stops = false, heap = ''): string[] {
  const [type, table = heap, index = ''] = [node['Node Type'], node['Relation Name'], node['Index Name']]
  const whole = growing.has(table) && (type.endsWith('Seq Scan') || (index !== '' && node['Index Cond'] === undefined && !partial.has(index) && !stops))
  const below = (node.Plans ?? []).flatMap((step) => wholeReads(step, growing, partial, type === 'Limit' || (stops && type !== 'Sort' && type !== 'Aggregate'), type.startsWith('Bitmap') ? table : ''))
  return [...(whole ? [`${type} of ${index || table}`] : []), ...below]
}

/** Tables that do not get longer with every person who writes: the desk's own house. All others do. */
const HOUSE = new Set(['account', 'setting', 'send_pace', 'company', 'company_change', 'company_code', 'company_workers', 'kept_count', 'partner', 'partner_change', 'partner_tie', 'questionnaire', 'questionnaire_version',
  'article_version', 'glossary_version', 'published_figure', 'figure_release', 'report', 'report_month', 'outreach', 'body', 'body_change', 'body_reply', 'feedback_release', 'case_study',
  'staff', 'staff_device', 'staff_two_factor', 'staff_passkey', 'staff_used_code', 'staff_conflict', 'staff_session', 'staff_credential', 'staff_verification', 'invitation', 'approval', 'list_view', 'list_view_order', 'bulk_act',
  'on_call_shift', 'on_call_way', 'translation_month', '_prisma_migrations'])

/** Of a database: what grows, and which indexes hold a part of the rows. */
export async function growthOf(db: pg.Client): Promise<{ growing: ReadonlySet<string>; partial: ReadonlySet<string> }> {
  const namesIn = async (statement: string) => new Set((await db.query<{ name: string }>(statement)).rows.map(({ name }) => name))
  const tables = await namesIn(`SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`)
  return { growing: tables.difference(HOUSE), partial: await namesIn('SELECT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indpred IS NOT NULL') }
}

const MANY = 1_000_000
/** So many of a million are open, due or waiting. */
const FEW = 100

/** Tells PostgreSQL that every table that grows holds a million rows, and an index of a part of them a hundred: it then plans as it would where that is so. */
export async function pretendMany(db: pg.Client): Promise<void> {
  const { growing, partial } = await growthOf(db)
  await db.query(`
    SELECT pg_restore_relation_stats('schemaname', 'public', 'relname', c.relname::text, 'relpages', greatest(1, pg_relation_size(c.oid) / 8192)::int,
      'reltuples', CASE WHEN c.relname::text = ANY($2) THEN ${FEW} ELSE ${MANY} END::real)
    FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid LEFT JOIN pg_class t ON t.oid = i.indrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'i') AND coalesce(t.relname, c.relname)::text = ANY($1) AND pg_relation_size(coalesce(t.oid, c.oid)) > 0`, [[...growing], [...partial]])
}
