// Finished sheets of the feedback questionnaire for a test, each of another person.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'

export interface Sheets { readonly at: Date; readonly people: number; readonly answers: object; readonly language?: string; readonly conversation?: boolean }

export async function insertSheets(db: pg.Client, { at, people, answers, language = 'vi', conversation = false }: Sheets): Promise<void> {
  await db.query(`INSERT INTO questionnaire (key, kind, created_by) VALUES ('feedback', 'feedback', 'test') ON CONFLICT DO NOTHING`)
  for (let i = 0; i < people; i += 1) {
    const [person, place] = [randomUUID(), randomUUID()]
    await db.query('INSERT INTO person (id, language) VALUES ($1, $2)', [person, language])
    if (conversation) await db.query(`INSERT INTO conversation (id, person_id, account_id, address, last_at) VALUES ($1, $2, 'webchat', $3, now())`, [place, person, `test ${place}`])
    await db.query(`INSERT INTO answer_sheet (id, key, version, person_id, conversation_id, channel, language, answers, begun_at, seen_at, finished_at) VALUES ($1, 'feedback', 1, $2, $3, 'webchat', $4, $5, $6, $6, $6)`,
      [randomUUID(), person, conversation ? place : null, language, JSON.stringify(answers), at])
  }
}
