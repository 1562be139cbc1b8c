// Two people become one, and two again. Every row keeps whose it is by itself (its home): a merge changes only who stands for all of them.
import { strictest } from '../contact/strictest.ts'
import { saidIn } from '../contact/terms.ts'
import { sealedTerms } from './contact-turns.ts'
import { secret } from './sealing/marks.ts'
import { announce, ANYTHING } from './database.ts'
import type { Statements } from './database.ts'
import { Prisma } from './generated/client.ts'
import { json } from './json.ts'

/** What belongs to a person. */
const BELONGS = ['conversation', 'case_file', 'contact_change', 'person_entry', 'person_company', 'company_said', 'outreach_recipient', 'answer_sheet'].map((table) => Prisma.raw(table))

interface PersonRow {
  readonly id: string
  readonly merged_into: string | null
  readonly root_id: string | null
  readonly contact: unknown
  readonly own_contact: unknown
}

export interface Merge {
  readonly id: string
  /** Who is added to whom. Whoever stands for them now is meant. */
  readonly from: string
  readonly to: string
  readonly how: 'code' | 'approval'
  readonly askedBy: string
  readonly approvedBy: string | null
  readonly at: Date
}

/** @returns false where they are one already */
export async function mergePeople(tx: Statements, { id, from, to, how, askedBy, approvedBy, at }: Merge): Promise<boolean> {
  const roots = await lockBoth(tx, from, to)
  if (!roots) return false
  const [added, stands] = roots
  const contact = strictest({ kept: stands.contact, channels: await channelsOf(tx, stands.id) }, { kept: added.contact, channels: await channelsOf(tx, added.id) })
  const moved = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM conversation WHERE person_id = ${added.id}::uuid`
  for (const table of BELONGS) await tx.$executeRaw`UPDATE ${table} SET home_id = coalesce(home_id, person_id), person_id = ${stands.id}::uuid WHERE person_id = ${added.id}::uuid`
  await tx.$executeRaw`
    UPDATE person SET own_contact = coalesce(own_contact, contact, '{}'), root_id = CASE WHEN id <> ${stands.id}::uuid THEN ${stands.id}::uuid END,
      merged_into = CASE WHEN id = ${added.id}::uuid THEN ${stands.id}::uuid ELSE merged_into END
    WHERE ${added.id}::uuid IN (id, root_id) OR ${stands.id}::uuid IN (id, root_id)`
  await tx.$executeRaw`
    UPDATE person SET contact = ${contact === null ? null : sealedTerms(contact)}::jsonb,
      preferred_id = coalesce(preferred_id, (SELECT o.preferred_id FROM person o WHERE o.id = ${added.id}::uuid)) WHERE id = ${stands.id}::uuid`
  await tx.$executeRaw`
    INSERT INTO person_merge (id, from_person, to_person, how, asked_by, approved_by, at)
    VALUES (${id}::uuid, ${added.id}::uuid, ${stands.id}::uuid, ${how}, ${askedBy}, ${approvedBy}, ${at})
    ON CONFLICT (id) DO UPDATE SET from_person = excluded.from_person, to_person = excluded.to_person, approved_by = excluded.approved_by, at = excluded.at`
  await noteMoves(tx, moved, added.id, stands.id)
  await tellAll(tx, [stands.id])
  return true
}

/** Takes back that somebody is part of another: they, and whoever had become part of them before, stand for themselves again. @returns false where they are part of nobody */
export async function partPeople(tx: Statements, part: string, by: string, reason: string, at: Date): Promise<boolean> {
  const tree = await lockTree(tx, part)
  const top = tree.find(({ id }) => id === part)
  if (!top?.merged_into || !top.root_id) return false
  const leaving = below(tree, part)
  await leave(tx, tree, top.root_id, leaving, part)
  await tx.$executeRaw`
    UPDATE person_merge SET undone_at = ${at}, undone_by = ${by}, undone_reason = ${secret(reason)} WHERE from_person = ${part}::uuid AND at IS NOT NULL AND undone_at IS NULL`
  return true
}

/** The worker wants this app apart from the others: whoever writes there is somebody of their own again. */
export async function separate(tx: Statements, conversation: string, newPerson: string, at: Date): Promise<void> {
  const [here] = await tx.$queryRaw<{ person_id: string; home: string }[]>`
    SELECT person_id, coalesce(home_id, person_id) AS home FROM conversation c WHERE c.id = ${conversation}::uuid
      AND EXISTS (SELECT 1 FROM conversation o WHERE o.person_id = c.person_id AND o.id <> c.id)`
  if (!here) return
  const tree = await lockTree(tx, here.person_id)
  await keepTies(tx, here.person_id)
  const others = tree.filter(({ merged_into }) => merged_into === here.home).map(({ id }) => id)
  // Who had become part of them stays with the rest.
  const heir = here.home === here.person_id ? others[0] : tree.find(({ id }) => id === here.home)?.merged_into ?? undefined
  if (heir !== undefined) await tx.$executeRaw`UPDATE person SET merged_into = ${heir}::uuid WHERE merged_into = ${here.home}::uuid AND id <> ${heir}::uuid`
  const part = here.home === here.person_id ? heir : here.home
  if (part !== undefined) {
    const now = await lockTree(tx, here.person_id)
    await leave(tx, now, here.person_id, below(now, part), part)
    await tx.$executeRaw`UPDATE person_merge SET undone_at = ${at}, undone_by = 'worker' WHERE from_person = ${part}::uuid AND at IS NOT NULL AND undone_at IS NULL`
  }
  await begin(tx, conversation, newPerson)
}

/** Where several conversations were one person's from the beginning, this one begins with somebody new, on the same terms and with the same ties. */
async function begin(tx: Statements, conversation: string, newPerson: string): Promise<void> {
  const rows = await tx.$queryRaw<{ id: string; person_id: string }[]>`
    WITH old AS (
      SELECT c.id, p.id AS person_id, p.language, p.language_chosen, p.contact FROM conversation c JOIN person p ON p.id = c.person_id
      WHERE c.id = ${conversation}::uuid AND EXISTS (SELECT 1 FROM conversation o WHERE o.person_id = p.id AND o.id <> c.id)
    ), alone AS (
      INSERT INTO person (id, language, language_chosen, contact) SELECT ${newPerson}::uuid, language, language_chosen, contact FROM old
    ), tied AS (
      INSERT INTO person_company (person_id, home_id, code) SELECT DISTINCT ${newPerson}::uuid, ${newPerson}::uuid, w.code FROM old JOIN person_company w ON w.person_id = old.person_id
    ), kept AS (
      INSERT INTO staff_conflict (id, staff_id, kind, value, note, created_by)
      SELECT gen_random_uuid(), k.staff_id, k.kind, ${newPerson}, k.note, k.created_by FROM old JOIN staff_conflict k ON k.kind = 'person' AND k.value = old.person_id::text
    ), said AS (
      UPDATE company_said w SET person_id = ${newPerson}::uuid, home_id = ${newPerson}::uuid FROM old WHERE w.conversation_id = old.id
    ), forgotten AS (
      UPDATE person p SET preferred_id = NULL FROM old WHERE p.id = old.person_id AND p.preferred_id = old.id
    )
    UPDATE conversation c SET person_id = ${newPerson}::uuid, home_id = NULL FROM old WHERE c.id = old.id RETURNING c.id, old.person_id`
  for (const { id, person_id } of rows) await noteMoves(tx, [{ id }], person_id, newPerson)
  await tellAll(tx, [newPerson, ...rows.map(({ person_id }) => person_id)])
}

/** `leaving` with all that is theirs stand apart from `root` from now on, and `part` stands for them. */
async function leave(tx: Statements, tree: readonly PersonRow[], root: string, leaving: readonly string[], part: string): Promise<void> {
  const ids = [...leaving]
  const moved = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM conversation WHERE person_id = ${root}::uuid AND home_id = ANY(${ids}::uuid[])`
  for (const table of BELONGS) await tx.$executeRaw`UPDATE ${table} SET person_id = ${part}::uuid WHERE person_id = ${root}::uuid AND home_id = ANY(${ids}::uuid[])`
  await tx.$executeRaw`
    UPDATE person SET root_id = CASE WHEN id <> ${part}::uuid THEN ${part}::uuid END, merged_into = CASE WHEN id <> ${part}::uuid THEN merged_into END WHERE id = ANY(${ids}::uuid[])`
  await termsApart(tx, tree, root, part, leaving)
  await tx.$executeRaw`
    UPDATE person p SET preferred_id = w.preferred_id FROM person w WHERE p.id = ${part}::uuid AND w.id = ${root}::uuid
      AND EXISTS (SELECT 1 FROM conversation c WHERE c.id = w.preferred_id AND c.person_id = p.id)`
  await tx.$executeRaw`
    UPDATE person p SET preferred_id = NULL WHERE p.id IN (${part}::uuid, ${root}::uuid)
      AND NOT EXISTS (SELECT 1 FROM conversation c WHERE c.id = p.preferred_id AND c.person_id = p.id)`
  // Who was tied to them while they were one stays tied to both: nobody knows which of them was meant.
  await tx.$executeRaw`
    INSERT INTO staff_conflict (id, staff_id, kind, value, note, created_by)
    SELECT DISTINCT ON (k.staff_id, side.id) gen_random_uuid(), k.staff_id, 'person', side.id, k.note, k.created_by
    FROM staff_conflict k, unnest(ARRAY[${part}, ${root}]) AS side(id)
    WHERE k.kind = 'person' AND k.value = ANY(${tree.map(({ id }) => id)}::text[])
      AND k.created_at >= (SELECT m.at FROM person_merge m WHERE m.from_person = ${part}::uuid AND m.at IS NOT NULL AND m.undone_at IS NULL)
    ON CONFLICT DO NOTHING`
  const parted = await tx.$queryRaw<{ case_id: string; conversation_id: string }[]>`
    DELETE FROM case_conversation x USING case_file f, conversation c WHERE f.id = x.case_id AND c.id = x.conversation_id
      AND ((f.person_id = ${part}::uuid AND c.person_id = ${root}::uuid) OR (f.person_id = ${root}::uuid AND c.person_id = ${part}::uuid))
    RETURNING x.case_id, x.conversation_id`
  await tx.$executeRaw`UPDATE person_merge SET parted = ${json(parted)}::jsonb WHERE from_person = ${part}::uuid AND at IS NOT NULL AND undone_at IS NULL`
  await noteMoves(tx, moved, root, part)
  await tellAll(tx, [part, root])
}

/** Each side is as careful as they said by themselves, and as what they said together. */
async function termsApart(tx: Statements, tree: readonly PersonRow[], root: string, part: string, leaving: readonly string[]): Promise<void> {
  const together = tree.find(({ id }) => id === root)?.contact
  for (const side of [part, root]) {
    const members = tree.filter(({ id }) => leaving.includes(id) === (side === part))
    const channels = await channelsOf(tx, side)
    const own = members.reduce<unknown>((so, { own_contact }) => (so === null ? own_contact : strictest({ kept: so, channels }, { kept: own_contact, channels })), null)
    const said = strictest({ kept: own, channels }, { kept: withoutWords(together), channels }) ?? {}
    const { begin: _begin, channels: _channels, ...rest } = said
    // What only the other of them allowed was never allowed here.
    const terms = saidIn(own).begin === undefined ? rest : said
    await tx.$executeRaw`
      UPDATE person SET contact = ${Object.keys(terms).length === 0 ? null : sealedTerms(terms)}::jsonb, own_contact = CASE WHEN ${members.length > 1} THEN own_contact END WHERE id = ${side}::uuid`
  }
}

/** A word that only one of them knows says nothing of the other. */
function withoutWords(kept: unknown): unknown {
  return typeof kept === 'object' && kept !== null ? Object.fromEntries(Object.entries(kept).filter(([key]) => !/word/i.test(key))) : kept
}

/** Whoever was kept from seeing them is kept from seeing each of them: a worker who wants two apps apart is still the same person. */
async function keepTies(tx: Statements, root: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO person_company (person_id, home_id, code)
    SELECT DISTINCT ${root}::uuid, q.id, codes.code FROM person q, (
      SELECT entry_code AS code FROM conversation WHERE person_id = ${root}::uuid AND entry_code IS NOT NULL
      UNION SELECT unnest(companies) FROM case_file WHERE person_id = ${root}::uuid
      UNION SELECT code FROM person_company WHERE person_id = ${root}::uuid) codes
    WHERE ${root}::uuid IN (q.id, q.root_id)
      AND NOT EXISTS (SELECT 1 FROM person_company w WHERE w.person_id = ${root}::uuid AND w.home_id = q.id AND w.code = codes.code)`
  await tx.$executeRaw`
    INSERT INTO staff_conflict (id, staff_id, kind, value, note, created_by)
    SELECT DISTINCT ON (k.staff_id, q.id) gen_random_uuid(), k.staff_id, 'person', q.id::text, k.note, k.created_by
    FROM staff_conflict k, person q WHERE ${root}::uuid IN (q.id, q.root_id) AND k.kind = 'person'
      AND k.value IN (SELECT o.id::text FROM person o WHERE ${root}::uuid IN (o.id, o.root_id))
    ON CONFLICT DO NOTHING`
}

/** Everybody who is one with this person, locked, the oldest first. Conversations come first: turns lock them before they change a person. */
async function lockTree(tx: Statements, person: string): Promise<PersonRow[]> {
  for (;;) {
    const root = Prisma.sql`(SELECT coalesce(o.root_id, o.id) FROM person o WHERE o.id = ${person}::uuid)`
    await tx.$queryRaw`SELECT 1 FROM conversation c WHERE c.person_id = ${root} ORDER BY c.id FOR UPDATE OF c`
    const tree = await tx.$queryRaw<PersonRow[]>`
      SELECT p.id, p.merged_into, p.root_id, p.contact, p.own_contact FROM person p
      WHERE p.id = ${root} OR p.root_id = ${root} ORDER BY p.created_at, p.id FOR UPDATE OF p`
    // Whoever was merged or parted while this waited belongs to others now.
    if (tree.length === 0 || (tree.some(({ id }) => id === person) && tree.some(({ root_id }) => root_id === null))) return tree
  }
}

/** Who stands for each of the two, with all they stand for locked; null where that is the same person. */
async function lockBoth(tx: Statements, from: string, to: string): Promise<readonly [PersonRow, PersonRow] | null> {
  // In one order everywhere, so that two merges of the same people wait for each other instead of for both.
  const trees = new Map<string, PersonRow[]>()
  for (const person of [from, to].toSorted()) trees.set(person, await lockTree(tx, person))
  const standing = (person: string) => trees.get(person)?.find(({ root_id }) => root_id === null)
  const [added, stands] = [standing(from), standing(to)]
  return added && stands && added.id !== stands.id ? [added, stands] : null
}

function below(tree: readonly PersonRow[], top: string): string[] {
  return [top, ...tree.filter(({ merged_into }) => merged_into === top).flatMap(({ id }) => below(tree, id))]
}

async function channelsOf(tx: Statements, person: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ channel: string }[]>`
    SELECT DISTINCT a.channel FROM conversation c JOIN account a ON a.id = c.account_id WHERE c.person_id = ${person}::uuid`
  return rows.map(({ channel }) => channel)
}

async function noteMoves(tx: Statements, conversations: readonly { readonly id: string }[], from: string, to: string): Promise<void> {
  if (conversations.length === 0) return
  await tx.$executeRaw`
    INSERT INTO person_link (conversation_id, from_person, to_person) SELECT id, ${from}::uuid, ${to}::uuid FROM unnest(${conversations.map(({ id }) => id)}::uuid[]) id`
}

/** Names, ties and terms changed: every page asks again, also those of who no longer sees them. Another menu may belong beside their conversations. */
async function tellAll(tx: Statements, people: readonly string[]): Promise<void> {
  await tx.$executeRaw`UPDATE conversation SET menu_at = now() WHERE person_id = ANY(${[...people]}::uuid[]) AND left_at IS NULL`
  await announce(tx, [ANYTHING])
}
