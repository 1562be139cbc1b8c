// The founders' first year as real people, conversations and consultations: 136 people, 518 contacts, 728 matters, spread as their tables say.
import type pg from 'pg'

/** Matters by topic; a theme alone where the source says no more than the theme. Of medical, tax and education only the sum is known: how it is split here is our own. */
export const FIRST_YEAR_TOPICS: Readonly<Record<string, number>> = {
  'labour.contract-copy': 30, 'labour.contract-differs': 10, 'labour.paid-leave': 5, 'labour.sick-pay': 3, 'labour.dismissal': 2, 'labour.resign': 9, 'labour.unpaid-wages': 12, 'labour.harassment': 28, labour: 147,
  'living.divorce': 41, 'living.debt': 24, 'living.consumer': 14, living: 149,
  'residence.change-status': 50, 'residence.reentry': 11, 'residence.refugee': 5, residence: 48,
  medical: 70, tax: 40, education: 30,
}
export const FIRST_YEAR = { people: 136, contacts: 518, matters: 728 }
/** The prefectures of those of whom one is known, with how many people. */
export const PREFECTURES: Readonly<Record<string, number>> = {
  13: 16, 11: 7, 12: 7, 27: 4, 14: 3, 25: 2, 28: 2, 1: 2, 9: 2, 19: 2, 17: 2, 23: 2, 40: 2, 43: 2, 45: 2, 29: 1, 8: 1, 10: 1, 20: 1, 34: 1, 46: 1, 47: 1,
}

const idOf = (kind: number, number: number) => `00000000-0000-4000-8${String(kind).padStart(3, '0')}-${String(number).padStart(12, '0')}`
export const personOf = (number: number) => idOf(1, number)
export const conversationOf = (number: number) => idOf(2, number)
const dayOf = (into: number) => new Date(Date.UTC(2022, 4, 1 + into)).toISOString().slice(0, 10)

interface Contact { readonly person: number; readonly day: string; readonly topics: string[] }

/** Every contact has a matter before any has two, and no contact has a theme twice. */
export function firstYear(): Contact[] {
  const contacts = Array.from({ length: FIRST_YEAR.contacts }, (_, i): Contact => ({ person: i % FIRST_YEAR.people, day: dayOf((i * 97) % 364), topics: [] }))
  const themeOf = (topic: string) => topic.split('.')[0]
  const left = Object.entries(FIRST_YEAR_TOPICS).flatMap(([topic, count]) => Array.from({ length: count }, () => topic))
  left.forEach((topic, i) => {
    const turn = i % contacts.length
    const free = [...contacts.slice(turn), ...contacts.slice(0, turn)].find(({ topics }) => topics.every((one) => themeOf(one) !== themeOf(topic)))
    free?.topics.push(topic)
  })
  return contacts
}

export async function writeFirstYear(db: pg.Client): Promise<void> {
  const people = Array.from({ length: FIRST_YEAR.people }, (_, number) => number)
  const prefectures = Object.entries(PREFECTURES).flatMap(([prefecture, count]) => Array.from({ length: count }, () => Number(prefecture)))
  await db.query(`INSERT INTO account (id, channel) VALUES ('line', 'line'), ('webchat', 'webchat') ON CONFLICT DO NOTHING`)
  await db.query(`INSERT INTO person (id, language) SELECT * FROM unnest($1::uuid[], $2::text[])`, [people.map(personOf), people.map((number) => ['vi', 'my', 'id', 'pt'][number % 4])])
  await db.query(`INSERT INTO conversation (id, account_id, person_id, address) SELECT id, account, person, id::text FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS r(id, person, account)`,
    [people.map(conversationOf), people.map(personOf), people.map((number) => (number % 3 === 0 ? 'webchat' : 'line'))])
  await db.query(`INSERT INTO person_entry (person_id, home_id, field, status, value, staff_id, at) SELECT id, id, 'place', 'known', jsonb_build_object('prefecture', prefecture, 'municipality', '')::text, 'a', '2022-05-01' FROM unnest($1::uuid[], $2::int[]) AS r(id, prefecture)`,
    [prefectures.map((_, number) => personOf(number)), prefectures])
  const topics = firstYear().flatMap(({ person, day, topics: all }) => all.map((topic) => [conversationOf(person), day, topic] as const))
  await db.query(`INSERT INTO consultation_topic (conversation_id, day, topic, at) SELECT id, day, topic, day + time '03:00' FROM unnest($1::uuid[], $2::date[], $3::text[]) AS r(id, day, topic)`,
    [topics.map(([id]) => id), topics.map(([, day]) => day), topics.map(([, , topic]) => topic)])
}
