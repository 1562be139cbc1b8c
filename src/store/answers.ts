// How much was answered automatically of late, where machines may answer: two that answer each other are told by nothing else.
import type { Statements } from './database.ts'
import { json } from './json.ts'
import { named } from './sealing/marks.ts'

/** A person as a channel knows them, in all conversations they have there. */
export interface Addressee { readonly account: string; readonly address: string }

const sealed = (people: readonly Addressee[]) => json(people.map(({ account, address }) => ({ account, address: named(address) })))
const keyOf = ({ account, address }: Addressee) => `${account}\n${address}`

/** Automatic answers of the last ten minutes; a function of whom they went to. */
export async function answeredLately(tx: Statements, people: readonly Addressee[]): Promise<(who: Addressee) => number> {
  if (people.length === 0) return () => 0
  const rows = await tx.$queryRaw<(Addressee & { answers: number })[]>`
    SELECT account_id AS account, address, count(*)::int AS answers FROM automatic_answer
    WHERE at > now() - interval '10 minutes' AND (account_id, address) IN (
      SELECT account, address FROM jsonb_to_recordset(${sealed(people)}::jsonb) AS r(account text, address text))
    GROUP BY account_id, address`
  const counts = new Map(rows.map((row) => [keyOf(row), row.answers]))
  return (who) => counts.get(keyOf(who)) ?? 0
}

/** One row for each answer; nothing is kept for longer than it counts. */
export async function noteAnswers(tx: Statements, people: readonly Addressee[]): Promise<void> {
  if (people.length === 0) return
  await tx.$executeRaw`DELETE FROM automatic_answer WHERE at < now() - interval '10 minutes'`
  await tx.$executeRaw`
    INSERT INTO automatic_answer (account_id, address)
    SELECT account, address FROM jsonb_to_recordset(${sealed(people)}::jsonb) AS r(account text, address text)`
}
