// Counts consultations: how many matters, contacts and people there were in a span, by what they were about and by what is known of who came.
import { DIMENSIONS, NOTHING } from '../reports/counting.ts'
import type { Count, Counted, Dimension, Figures } from '../reports/counting.ts'
import { ANSWERED, countedBy } from './counted.ts'
import type { Whose } from './counted.ts'
import type { Database } from './database.ts'
import { Prisma } from './generated/client.ts'

const COLUMNS: Readonly<Record<Dimension, Prisma.Sql>> = {
  theme: Prisma.sql`theme`, topic: Prisma.sql`topic`, language: Prisma.sql`language`, nationality: Prisma.sql`nationality`, status: Prisma.sql`status`,
  prefecture: Prisma.sql`prefecture`, industry: Prisma.sql`industry`, channel: Prisma.sql`channel`, lot: Prisma.sql`lot`, month: Prisma.sql`month`,
}
const ALL = Prisma.join(DIMENSIONS.map((name) => COLUMNS[name]))
/** Each matter with its contact and what is known of the person; `number` is the contact's. */
const FACTS = Prisma.sql`
  fact AS (
    SELECT m.person_id, m.theme, m.topic, dense_rank() OVER (ORDER BY m.person_id, m.contact) AS number, k.channel, to_char(k.day, 'YYYY-MM') AS month,
      w.language, w.nationality, w.status, w.prefecture, w.industry, w.lot
    FROM matter m JOIN contact k USING (person_id, contact) JOIN who w ON w.id = m.person_id
  )`
const FIGURES = Prisma.sql`count(*)::int AS matters, count(DISTINCT number)::int AS contacts, count(DISTINCT person_id)::int AS people`

/** `ties`: digest of what `tied` is tied to; what was counted for other ties is not for these. */
export interface CountedFor extends Pick<Whose, 'span' | 'tied'> { readonly ties: string }

/** A member of staff who is tied to nothing is counted everything, in a simpler statement. */
export async function tiesOf({ prisma }: Database, staff: string): Promise<Omit<CountedFor, 'span'>> {
  const [row] = await prisma.$queryRaw<{ ties: string | null }[]>`SELECT md5(string_agg(k.kind || ' ' || k.value, ',' ORDER BY k.kind, k.value)) AS ties FROM staff_tied k WHERE k.staff_id = ${staff}`
  return row?.ties == null ? { tied: null, ties: '' } : { tied: staff, ties: row.ties }
}

/** Those of them who are tied to something. */
export async function tiedAmong({ prisma }: Database, staff: readonly string[]): Promise<string[]> {
  const rows = await prisma.staffConflict.findMany({ where: { staffId: { in: [...staff] } }, distinct: ['staffId'], select: { staffId: true }, orderBy: { staffId: 'asc' } })
  return rows.map(({ staffId }) => staffId)
}

export async function countConsulted({ prisma }: Database, whose: Whose): Promise<Count> {
  const rows = await prisma.$queryRaw<(Counted & { mask: number })[]>`
    WITH ${countedBy(whose)}, ${FACTS}
    SELECT grouping(${ALL})::int AS mask, coalesce(${ALL}) AS key, ${FIGURES}
    FROM fact GROUP BY GROUPING SETS ((), ${Prisma.join(DIMENSIONS.map((name) => Prisma.sql`(${COLUMNS[name]})`))}) ORDER BY matters DESC, key`
  const all = 2 ** DIMENSIONS.length - 1
  const maskOf = (name: Dimension) => all - 2 ** (DIMENSIONS.length - 1 - DIMENSIONS.indexOf(name))
  const bare = ({ key, matters, contacts, people }: Counted): Counted => ({ key, matters, contacts, people })
  const of = (name: Dimension) => rows.filter(({ mask }) => mask === maskOf(name)).map(bare)
  const by = {
    theme: of('theme'), topic: of('topic'), language: of('language'), nationality: of('nationality'), status: of('status'), prefecture: of('prefecture'), industry: of('industry'),
    channel: of('channel'), lot: of('lot'), month: of('month'),
  }
  const total = rows.find(({ mask }) => mask === all)
  return { total: total ? { matters: total.matters, contacts: total.contacts, people: total.people } : NOTHING, by }
}

export async function totalConsulted({ prisma }: Database, whose: Whose): Promise<Figures> {
  const [row] = await prisma.$queryRaw<Figures[]>`WITH ${countedBy(whose)}, ${FACTS} SELECT ${FIGURES} FROM fact`
  return row ?? NOTHING
}

/** Of a theme and something known of the person. */
export interface Crossed extends Figures { readonly theme: string | null; readonly key: string | null }

export function crossConsulted({ prisma }: Database, whose: Whose, dimension: Exclude<Dimension, 'theme' | 'topic'>): Promise<Crossed[]> {
  return prisma.$queryRaw<Crossed[]>`
    WITH ${countedBy(whose)}, ${FACTS} SELECT theme, ${COLUMNS[dimension]} AS key, ${FIGURES} FROM fact GROUP BY 1, 2 ORDER BY 1, 2`
}

/** Contacts in which a person answered: on that day, or the wait that began on it; who rang or came by spoke with one. */
export async function answeredByPerson({ prisma }: Database, whose: Whose): Promise<{ contacts: number; byPerson: number }> {
  const [row] = await prisma.$queryRaw<{ contacts: number; byPerson: number }[]>`
    WITH ${countedBy(whose)}, ${ANSWERED}
    SELECT count(*)::int AS contacts, count(*) FILTER (WHERE by_person)::int AS "byPerson" FROM answered`
  return row ?? { contacts: 0, byPerson: 0 }
}
