// What was measured, as the page docs/growth.md.
import { cpus, totalmem } from 'node:os'
import { MOST_RATIO, passes, ratioOf, UNNOTICED_MS } from './measure.ts'
import type { Compared } from './measure.ts'
import { SETTINGS } from './postgres.ts'
import type { Reads } from './reads.ts'
import type { Throughput } from './throughput.ts'
import { DATABASE_CORES, loads, meanWait, monthlyCost, utilisation } from './year-three.ts'

export interface Found {
  readonly rows: Readonly<Record<string, number>>
  readonly smallRows: Readonly<Record<string, number>>
  readonly gigabytes: number
  readonly compared: readonly Compared[]
  readonly reads: Reads
  readonly throughput: Throughput
}

const many = (n: number) => Math.round(n).toLocaleString('en')
const ms = (n: number) => (n < 10 ? n.toFixed(1) : many(n))
const cell = (text: string) => text.replaceAll('|', '\\|')
const table = (head: readonly string[], rows: readonly (readonly string[])[]) => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')
const comparison = (compared: readonly Compared[]) => table(['', 'small p50', 'large p50', 'large p95', 'ratio', ''],
  compared.map((one) => [one.what, ms(one.small.p50), ms(one.large.p50), ms(one.large.p95), ratioOf(one).toFixed(2), one.failed ?? (passes(one) ? '' : 'slower')]))

export function page({ rows, smallRows, gigabytes, compared, reads, throughput }: Found): string {
  const isRoute = ({ what }: Compared) => /^(GET|POST|PATCH|PUT|DELETE) /.test(what)
  const routes = compared.filter(isRoute)
  const named = compared.filter((one) => !isRoute(one))
  const { deskMs, databaseMs, perSecond } = throughput
  const scaled = (workers: number) => Math.min(workers / deskMs, DATABASE_CORES / databaseMs) * 1_000
  return `# To a million people
What becomes of the desk when it grows a hundredfold. Written by \`npm run bench:scale\`, which fills two databases by COPY, asks both the same by turns (whatever else the machine does slows both), and keeps them in \`SCALE_DIR\` where that is set. \`SCALE_PART=20\` measures a twentieth and a hundredth of that instead, \`SCALE_ASK='^list'\` asks only what it matches, and writes nothing. It needs ${Math.ceil(gigabytes) + 3} GB of disk below \`/var/tmp\`.

Measured on ${cpus().length} cores (${cpus()[0]?.model ?? ''}) with ${many(totalmem() / 1e9)} GB, PostgreSQL with ${Object.entries(SETTINGS).map(([name, value]) => `${name} ${value}`).join(', ')}, desk, worker and LINE's stand-in in one process.

${table(['rows of', 'small', 'large'], Object.entries(rows).map(([name, count]) => [name, many(smallRows[name] ?? 0), many(count)]))}

What is open grows with everything else here (about one conversation of a thousand, one case of a hundred): a list of what is open has a hundred times as much to put in order. The large database has ${gigabytes.toFixed(1)} GB.

## What people and platforms ask
Milliseconds from the request to the whole answer. **${named.filter(passes).length} of ${named.length}** of these and **${routes.filter(passes).length} of ${routes.length}** routes pass: at most ${MOST_RATIO} times the small desk's, or at most ${UNNOTICED_MS} ms more.

${comparison(named)}

Routes that do not pass, asked up to three times each with the samples of \`test/route-samples.ts\`:

${comparison(routes.filter((one) => !passes(one)))}

## Which statements read a whole table
Every route was asked once on the large desk, and the sweeps listened to, while PostgreSQL told each plan it made (\`auto_explain\`). Tables of at least ten thousand rows that grow with those who write were read as a whole here; the times are PostgreSQL's. Where a count stops at a thousand rows, so does the reading.

${table(['read', 'by', 'ms', 'statement'], reads.whole.map(({ read, asked, ms: took, statement }) => [read, asked, ms(took), `\`${statement.slice(0, 80).replaceAll('`', '')}\``]))}

\`test/growth.test.ts\` asks the same of a small desk in \`npm test\`: PostgreSQL is told that every such table holds a million rows, and a statement that then reads one as a whole fails the test unless it stands in the test's list with a reason.

What took PostgreSQL longest, and what it read for it:

${table(['ms', 'by', 'indexes and tables', 'statement'], reads.slow.slice(0, 15).map(({ ms: took, asked, read, statement }) => [ms(took), asked, read, `\`${statement.slice(0, 60).replaceAll('`', '')}\``]))}

## When nothing happens
All sweeps of one worker take PostgreSQL ${ms(reads.sweeps.reduce((sum, one) => sum + one.msPerSecond, 0))} ms of each second in ${many(reads.sweeps.reduce((sum, one) => sum + one.perSecond, 0))} statements. The busiest:

${table(['ms of each second', 'times a second', 'statement'], reads.sweeps.slice(0, 5).map(({ msPerSecond, perSecond: times, statement }) => [ms(msPerSecond), times.toFixed(1), `\`${statement.slice(0, 90).replaceAll('`', '')}\``]))}

## How it is kept from growing
- **Counts** beside lists stop at a thousand, the latest first: the page shows \`999+\`.
- **The order of the list** is a value of each conversation (\`list_place\`: danger, the gravest open case, since when somebody waits, the last line), and there is an index in that order for what is open, what the guide has alone, whose turn it is, what was put off, and what is in danger. A page reads as many rows as it shows, and what belongs to a row for those only. Triggers keep \`conversation.case_severity\` when a case is opened, changes its severity, is closed or moves, whichever version of the desk writes. Who may not see every case (ties, or the role *on call*) is given their own order: the conversations of cases they do not see are put where those readers know them to be.
- **The queue of cases** has an index in its order, and another of what nobody has.
- **The search** looks through the latest thousand lines first, then as much further back as should fill the page by what was found so far (forty times at most): a word that is said every day is found without reading all who ever said it. Part of a worker's name is looked for among the latest five hundred conversations, a whole number among all; of those who share a number nothing but the name is read.
- **What is asked all day is planned once** for each connection: the session, the list where no language, channel or theme is named, its counters, a conversation, the record. Their limits stand in the statement, so that what is planned ahead reads no further either. Each connection keeps two hundred plans at most.
- **Nothing is compiled**: PostgreSQL's \`jit\` is off for the desk's connections. A statement that reads fifty blocks of a large table took a tenth of a second and more to be compiled.
- **Names** are made of ids; the database has an index of the number in them (\`pseudonym_number\`).
- **What counts a whole period or everybody** (statistics, the consultations of the fiscal year, the numbers of a period, who came by the companies' codes, whom a message to many reaches) is counted in the request only where the desk has fewer than fifty thousand conversations. From then on the page reads what a worker counted (\`kept_count\`): it says *counting…* the first time, and of when the figure is afterwards. A figure is made again when somebody asks and it is older than a hundred times as long as it took; who is tied to somebody has figures of their own. What nobody asked for in a day is forgotten. The count itself reads all that lies in its period, in whatever way PostgreSQL finds quickest; it is the same statement as on a small desk, so the figures are the same.
- **A report of a company** begins with the people who came by its codes, and looks at nobody else.
- **Ties** are asked for by the person's and the conversation's own cases, never through all. The statement that says whose session a request has says whether they have any; of who has none no other statement of that request asks. Planning the question took PostgreSQL up to 18 ms for each list, whatever there was to read. A stream, which outlives its request, goes on asking.
- **New indexes** of the migrations \`growth\` and \`list_order\` can be made before the upgrade with \`CREATE INDEX CONCURRENTLY\` under the same names, on a desk that is so large that building them would keep writers waiting (about twenty seconds at this size). Old and new code run beside each other.
- **No table is cut into partitions**: nothing measured here asks for it.

## The founders' third year
A million people (their phase 3), of whom 6.5 % consult with 3.8 contacts each, as in their first year, in lines of five; 40 % register within the year. From the short real run of ${throughput.lines} lines on the large desk, twenty at once: **${many(perSecond)} lines a second**, ${deskMs.toFixed(1)} ms of a core for the desk (with LINE's stand-in) and ${databaseMs.toFixed(1)} ms for PostgreSQL each. From these alone ${many(1_000 / (deskMs + databaseMs) * cpus().length)} a second were to be expected of ${cpus().length} cores that do nothing else.

${table(['load', 'lines a second', 'busy: one worker', 'mean wait: one', 'two', 'three', ''], loads().map(({ name, perSecond: rate, how }) => [name, rate.toFixed(2), `${many(utilisation(rate, deskMs, 1) * 100)} %`, ...[1, 2, 3].map((workers) => { const wait = meanWait(rate, deskMs, workers); return wait === null ? 'grows' : `${ms(wait)} ms` }), how]))}

**Three workers** on one PostgreSQL of ${DATABASE_CORES} cores, calculated from these costs, for two cores cannot show it: one worker ${many(scaled(1))} lines a second, two ${many(scaled(2))}, three ${many(scaled(3))}: ${(scaled(3) / scaled(1)).toFixed(1)} times one. It is a calculation: locks and the network are not in it.

## What a month costs, on paper
Prices are assumptions of November 2026 at 150 yen a dollar. **Check each before relying on it.**

${table(['', 'quantity', 'price', 'yen a month'], monthlyCost(gigabytes).map(({ what, quantity, unit, yen }) => [what, quantity, unit, many(yen)]))}

Together about ${many(monthlyCost(gigabytes).reduce((sum, { yen }) => sum + yen, 0))} yen. People are not in it.
`
}
