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

/** @param measured with the rows and blocks of each step, which makes everything slower */
export async function relayPlans(databaseUrl: string, { measured = false } = {}): Promise<PlanRelay> {
  await explainAll(databaseUrl, measured)
  const target = new URL(databaseUrl)
  let heard: Ran[] = []
  const server = createServer((client) => {
    const database = connect(Number(target.port), target.hostname)
    const end = () => { client.destroy(); database.destroy() }
    for (const socket of [client, database]) socket.on('error', end).on('close', end)
    client.pipe(database)
    database.pipe(client)
    database.on('data', hearNotices((notice) => {
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
function hearNotices(hear: (text: string) => void): (bytes: Buffer) => void {
  let kept: Buffer = Buffer.alloc(0)
  return (bytes) => {
    kept = kept.length === 0 ? bytes : Buffer.concat([kept, bytes])
    while (kept.length >= 5) {
      const end = 1 + kept.readUInt32BE(1)
      if (kept.length < end) return
      if (kept[0] === NOTICE) for (const field of kept.toString('utf8', 5, end).split('\0')) if (field.startsWith('M')) hear(field.slice(1))
      kept = kept.subarray(end)
    }
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

/** Steps that read a whole table, or a whole index of all its rows: what gets slower with every row. @param partial indexes of a part of the rows */
export function wholeReads(plan: PlanNode, growing: ReadonlySet<string>, partial: ReadonlySet<string>): string[] {
  return stepsOf(plan).flatMap((step) => {
    const table = step['Relation Name'] ?? ''
    if (step['Node Type'].endsWith('Seq Scan') && growing.has(table)) return [`reads all of ${table}`]
    return []
  }).concat(stepsOf(plan).flatMap((step) => {
    const index = step['Index Name']
    return index !== undefined && step['Index Cond'] === undefined && step['Node Type'] === 'Bitmap Index Scan' && !partial.has(index) ? [`reads all of ${index}`] : []
  }))
}
