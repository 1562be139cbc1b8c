// What turns change of how a person may be reached: terms agreed in the flow, everything ended by the exit word, words that are to stand nowhere.
import type { InboundEvent } from '../../channels/contract.ts'
import { HIDDEN } from '../contact/secret-word.ts'
import type { ContactTerms } from '../contact/terms.ts'
import type { Statements } from './database.ts'
import { json } from './json.ts'
import { OPEN } from './sealing/columns-of-texts.ts'
import { secret, secretJson, secretParts } from './sealing/marks.ts'

export interface Agreement { readonly conversation_id: string; readonly terms: Partial<ContactTerms>; readonly at: string }

/** Up to this place in the log nothing goes out any more. */
export interface Leave { readonly conversation_id: string; readonly seq: number }

export interface HiddenEvent { readonly account_id: string; readonly external_id: string }

export interface ContactRows {
  readonly agreements: readonly Agreement[]
  readonly leaves: readonly Leave[]
  /** Conversations in which what was kept back may follow. */
  readonly releases: readonly string[]
  readonly hidden: readonly HiddenEvent[]
}

export async function saveContact(tx: Statements, { agreements, leaves, releases, hidden }: ContactRows): Promise<void> {
  for (const { conversation_id, terms, at } of agreements) await changeTerms(tx, conversation_id, terms, { by: 'worker', note: '', at })
  if (leaves.length > 0) {
    await tx.$executeRaw`
      WITH r AS (SELECT * FROM jsonb_to_recordset(${json(leaves)}::jsonb) AS r(conversation_id uuid, seq int)
      ), held AS (
        UPDATE held_line h SET status = 'withdrawn' FROM r WHERE h.conversation_id = r.conversation_id AND h.status IN ('waiting', 'asked')
      )
      UPDATE delivery d SET status = 'failed', reason = 'the person left quietly' FROM r
      WHERE d.conversation_id = r.conversation_id AND d.seq <= r.seq AND d.status = 'pending'`
  }
  if (releases.length > 0) {
    await tx.$executeRaw`
      UPDATE held_line SET status = 'waiting', due_at = least(due_at, now()) WHERE status = 'asked' AND conversation_id = ANY(${[...releases]}::uuid[])`
  }
  for (const event of hidden) await hide(tx, event)
}

async function hide(tx: Statements, { account_id, external_id }: HiddenEvent): Promise<void> {
  const [found] = await tx.$queryRaw<{ payload: InboundEvent }[]>`SELECT payload FROM event WHERE account_id = ${account_id} AND external_id = ${external_id} FOR UPDATE`
  if (found) await tx.$executeRaw`UPDATE event SET payload = ${json(secretJson(json(withoutWords(found.payload))))}::jsonb WHERE account_id = ${account_id} AND external_id = ${external_id}`
}

function withoutWords(event: InboundEvent): InboundEvent {
  if (event.type === 'choice') {
    const { label: _label, ...rest } = event
    return { ...rest, value: HIDDEN }
  }
  if (event.type !== 'message' || event.content.type !== 'text') return event
  const { whole: _whole, subject: _subject, ...content } = event.content
  return { ...event, content: { ...content, text: HIDDEN } }
}

/** As JSON. Whether and on which channels we may write is asked for by statements; hours and words are not. */
export const sealedTerms = (terms: object): string => json(secretParts(terms, OPEN.terms))

/** Of the person of this conversation, who stays on these terms should it turn out that they are not whom they were merged with. Of a secret word the change says only that there is one. */
export async function changeTerms(tx: Statements, conversation: string, terms: Partial<ContactTerms>, { by, note, at }: { by: string; note: string; at: string }): Promise<void> {
  const { exitWord, safeWord, ...open } = terms
  const told = { ...open, ...(exitWord && { exitWord: true }), ...(safeWord && { safeWord: true }) }
  const kept = sealedTerms(terms)
  await tx.$executeRaw`
    WITH said AS (SELECT c.person_id, c.home_id FROM conversation c WHERE c.id = ${conversation}::uuid
    ), changed AS (
      UPDATE person p SET contact = CASE WHEN p.id = said.person_id THEN coalesce(p.contact, '{}') || ${kept}::jsonb ELSE p.contact END,
        own_contact = CASE WHEN p.id = coalesce(said.home_id, said.person_id) THEN p.own_contact || ${kept}::jsonb ELSE p.own_contact END
      FROM said WHERE p.id IN (said.person_id, said.home_id)
    )
    INSERT INTO contact_change (person_id, home_id, terms, by, note, at)
    SELECT person_id, home_id, ${sealedTerms(told)}::jsonb, ${by}, ${secret(note)}, ${at}::timestamptz FROM said`
  // What is on its way already may arrive; what waits does not go.
  if (terms.news === false) {
    await tx.$executeRaw`
      UPDATE delivery d SET status = 'failed', reason = 'no more news' FROM conversation here JOIN conversation c ON c.person_id = here.person_id
      WHERE here.id = ${conversation}::uuid AND d.conversation_id = c.id AND d.bulk AND d.status = 'pending' AND (d.lease_until IS NULL OR d.lease_until < now())`
  }
}
