// The one place that decides which conversations and cases a reader may see. Every statement that serves staff carries its condition.
import { may, SEES } from '../permissions.ts'
import type { Role } from '../permissions.ts'
import { Prisma } from './generated/client.ts'
import type { Database } from './database.ts'

/** Who reads. Without one no conversation, message, medium or person leaves the store. */
export interface Reader {
  readonly id: string
  readonly roles: readonly Role[]
  /** The desk looked, for this one request, and they are tied to nobody: no statement asks it of every row again. Unless it is said, each does. */
  readonly untied?: boolean
}

/**
 * A condition on `conversation c`: what the reader's roles see, less everything of companies and people they are tied to, and less
 * the conversations by which members of staff are paged themselves, and those whose person was erased.
 * Whoever came by a company's code is that company's on every app they use; who is tied to one code of a company is tied to all of them
 * (the views staff_tied and partner_tied).
 */
export function visibleTo(reader: Reader): Prisma.Sql {
  const { id, roles } = reader
  const scopes = new Set(roles.map((role) => SEES[role]))
  const scope = scopes.has('all') ? Prisma.sql`TRUE` : scopes.has('danger') ? Prisma.sql`(c.danger IS NOT NULL OR c.assignee_id = ${id})` : Prisma.sql`FALSE`
  return Prisma.sql`(${scope} AND c.staff_id IS NULL AND c.erased_at IS NULL AND ${notBound(reader, tiedTo)})`
}

/** Whether a tie of the reader is none of these. */
function notBound({ id, untied }: Reader, tied: (staff: Prisma.Sql) => Prisma.Sql): Prisma.Sql {
  return untied ? Prisma.sql`TRUE` : Prisma.sql`NOT ${tied(Prisma.sql`${id}`)}`
}

/** Who sees everything, and is nobody. */
export const EVERYTHING: Reader = { id: '', roles: ['counsellor'] }

/** Whether the reader sees all that `EVERYTHING` sees: what is counted for all is then counted for them. */
export async function seesEverything({ prisma }: Database, reader: Reader): Promise<boolean> {
  return seesAll(reader) && (reader.untied === true || (await prisma.staffConflict.count({ where: { staffId: reader.id } })) === 0)
}

/** The same as a condition, which PostgreSQL asks once; null where there is nothing to ask. */
export function seesEveryCase(reader: Reader): Prisma.Sql | null {
  if (!seesAll(reader)) return Prisma.sql`FALSE`
  return reader.untied ? null : Prisma.sql`(SELECT NOT EXISTS (SELECT 1 FROM staff_conflict k WHERE k.staff_id = ${reader.id}))`
}

const seesAll = ({ roles }: Reader) => roles.some((role) => SEES[role] === 'all')

/** Whether the tie `k` names this person, anybody they were merged with, or a company that staff noted of them. */
function namesPerson(person: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`((k.kind = 'person' AND (k.value = ${person}::text OR EXISTS (SELECT 1 FROM person q WHERE q.root_id = ${person} AND q.id::text = k.value)))
    OR (k.kind = 'code' AND EXISTS (SELECT 1 FROM person_company w WHERE w.person_id = ${person} AND w.code = k.value)))`
}

/** Whether a member of staff is tied to `conversation c`. */
export function tiedTo(staff: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT 1 FROM staff_tied k WHERE k.staff_id = ${staff} AND (
      ${namesPerson(Prisma.sql`c.person_id`)}
      OR (k.kind = 'code' AND (EXISTS (SELECT 1 FROM conversation same WHERE same.person_id = c.person_id AND same.entry_code = k.value)
        OR EXISTS (SELECT 1 FROM case_file named WHERE named.person_id = c.person_id AND k.value = ANY(named.companies))
        OR EXISTS (SELECT 1 FROM case_conversation x JOIN case_file named ON named.id = x.case_id WHERE x.conversation_id = c.id AND k.value = ANY(named.companies))))))`
}

/** The same for `case_file f`: a company is named in it or in another case of the person, or brought one of their conversations. */
export function caseVisibleTo(reader: Reader): Prisma.Sql {
  const { id, roles } = reader
  const scopes = new Set(roles.map((role) => SEES[role]))
  const scope = scopes.has('all') ? Prisma.sql`TRUE` : scopes.has('danger') ? Prisma.sql`(f.severity >= 'S4' OR f.owner = ${id})` : Prisma.sql`FALSE`
  return Prisma.sql`(${scope} AND ${notBound(reader, tiedToCase)})`
}

/** Whether a member of staff is tied to `case_file f`. */
export function tiedToCase(staff: Prisma.Sql): Prisma.Sql {
  return boundToCase(Prisma.sql`staff_tied k WHERE k.staff_id = ${staff}`)
}

/** Whether a partner or expert of the directory is. */
export function partnerTiedToCase(partner: Prisma.Sql): Prisma.Sql {
  return boundToCase(Prisma.sql`partner_tied k WHERE k.partner_id = ${partner}`)
}

/** Whether one of these ties `k`, to companies and people, is to `case_file f`. */
function boundToCase(ties: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT 1 FROM ${ties} AND (
      ${namesPerson(Prisma.sql`f.person_id`)}
      OR (k.kind = 'code' AND (k.value = ANY(f.companies)
        OR EXISTS (SELECT 1 FROM case_file named WHERE named.person_id = f.person_id AND k.value = ANY(named.companies))))
      OR EXISTS (SELECT 1 FROM conversation c WHERE c.person_id = f.person_id AND ${namesConversation})
      OR EXISTS (SELECT 1 FROM case_conversation x JOIN conversation c ON c.id = x.conversation_id WHERE x.case_id = f.id AND ${namesConversation})))`
}

/** Whether the tie `k` names the company or the person of `conversation c`. */
const namesConversation = Prisma.sql`((k.kind = 'code' AND c.entry_code = k.value) OR ${namesPerson(Prisma.sql`c.person_id`)})`

/** Whether the reader is tied to `company k`. */
export function staffTiedToCompany({ id }: Reader): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM staff_tied t JOIN company_code o ON t.kind = 'code' AND o.code = t.value WHERE t.staff_id = ${id} AND o.company_id = k.id)`
}

/** Of `person p`, who stands for all they were merged with: whoever sees a conversation or a case of them, and is tied to nothing of theirs. */
export function personVisibleTo(reader: Reader): Prisma.Sql {
  return Prisma.sql`(${notBound(reader, tiedToPerson)} AND (
    EXISTS (SELECT 1 FROM conversation c WHERE c.person_id = p.id AND ${visibleTo(reader)})
    OR EXISTS (SELECT 1 FROM case_file f WHERE f.person_id = p.id AND ${caseVisibleTo(reader)})))`
}

/** Whether a member of staff is tied to `person p`, by themselves or by any conversation or case of theirs. */
export function tiedToPerson(staff: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(EXISTS (SELECT 1 FROM staff_tied k WHERE k.staff_id = ${staff} AND ${namesPerson(Prisma.sql`p.id`)})
    OR EXISTS (SELECT 1 FROM conversation c WHERE c.person_id = p.id AND ${tiedTo(staff)})
    OR EXISTS (SELECT 1 FROM case_file f WHERE f.person_id = p.id AND ${tiedToCase(staff)}))`
}

/** `id` may be of somebody who was merged. */
export async function isPersonVisible({ prisma }: Database, reader: Reader, id: string): Promise<boolean> {
  const rows = await prisma.$queryRaw<unknown[]>`
    SELECT 1 FROM person o JOIN person p ON p.id = coalesce(o.root_id, o.id) WHERE o.id = ${id}::uuid AND ${personVisibleTo(reader)}`
  return rows.length > 0
}

/** A condition on `case_study s`: nobody learns from one what happened at a company, or to a person, they are tied to. A draft is its authors', and of who sees the case. */
export function studyVisibleTo(reader: Reader): Prisma.Sql {
  const { id, roles } = reader
  const tiedToStudy = (staff: Prisma.Sql) => Prisma.sql`(EXISTS (SELECT 1 FROM staff_tied k WHERE k.staff_id = ${staff} AND k.kind = 'code' AND k.value = ANY(s.companies))
    OR EXISTS (SELECT 1 FROM case_file f WHERE f.id = s.case_id AND ${tiedToCase(staff)}))`
  return Prisma.sql`(${notBound(reader, tiedToStudy)}
    AND (s.state = 'published' OR (s.state = 'review' AND ${may(roles, 'library.publish')}) OR ${id} = ANY(s.authors)
      OR EXISTS (SELECT 1 FROM case_file f WHERE f.id = s.case_id AND ${caseVisibleTo(reader)})))`
}

/** A condition on `body b`: nobody looks after what is said of a company they are tied to. */
export function bodyVisibleTo(reader: Reader): Prisma.Sql {
  return notBound(reader, (staff) => tiedToCompanies(staff, Prisma.sql`b.company_id`))
}

/** A condition on `body_submission u`, read beside `body b` where it is about one: nor does anybody decide what such a company says of itself. */
export function submissionVisibleTo(reader: Reader): Prisma.Sql {
  return notBound(reader, (staff) => tiedToCompanies(staff, Prisma.sql`b.company_id, u.company_id`))
}

/** A condition on `feedback g` of `answer_sheet s`, read beside `body b` where it is matched: neither its writer nor any company of theirs is one they are tied to. */
export function feedbackVisibleTo(reader: Reader): Prisma.Sql {
  const tiedToFeedback = (staff: Prisma.Sql) => Prisma.sql`(${tiedToCompanies(staff, Prisma.sql`b.company_id, g.company_id, s.company_id`)}
    OR EXISTS (SELECT 1 FROM person o JOIN person p ON p.id = coalesce(o.root_id, o.id) WHERE o.id = s.person_id AND ${tiedToPerson(staff)}))`
  return Prisma.sql`(${seesAll(reader) ? Prisma.sql`TRUE` : Prisma.sql`FALSE`} AND ${notBound(reader, tiedToFeedback)})`
}

/** A condition on `board_member m`: nobody looks after what somebody writes on the board whom they are tied to, as far as the desk knows that it is them. */
export function memberVisibleTo(reader: Reader): Prisma.Sql {
  return notBound(reader, (staff) => Prisma.sql`EXISTS (SELECT 1 FROM conversation c WHERE c.account_id = 'webchat' AND c.address = m.address AND ${tiedTo(staff)})`)
}

/** Whether one of these ids of companies is of one a member of staff is tied to, by any of its codes. */
function tiedToCompanies(staff: Prisma.Sql, companies: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT 1 FROM staff_conflict k JOIN company_code o ON o.code = k.value WHERE k.staff_id = ${staff} AND k.kind = 'code' AND o.company_id IN (${companies}))`
}

export async function isCaseVisible({ prisma }: Database, reader: Reader, id: string): Promise<boolean> {
  const rows = await prisma.$queryRaw<unknown[]>`SELECT 1 FROM case_file f WHERE f.id = ${id}::uuid AND ${caseVisibleTo(reader)}`
  return rows.length > 0
}

export async function isVisible({ prisma }: Database, reader: Reader, conversation: string): Promise<boolean> {
  const rows = await prisma.$queryRaw<unknown[]>`SELECT 1 FROM conversation c WHERE c.id = ${conversation}::uuid AND ${visibleTo(reader)}`
  return rows.length > 0
}

/** A condition on `answer_sheet a`: nothing of a company or a person the reader is tied to, not even within a number. */
export function sheetVisibleTo({ id, untied }: Reader): Prisma.Sql {
  return untied ? Prisma.sql`TRUE` : Prisma.sql`(NOT EXISTS (SELECT 1 FROM staff_conflict mine WHERE mine.staff_id = ${id})
    OR (NOT EXISTS (SELECT 1 FROM staff_conflict k JOIN company_code w ON w.code = k.value WHERE k.staff_id = ${id} AND k.kind = 'code' AND w.company_id = a.company_id)
      AND NOT EXISTS (SELECT 1 FROM person p WHERE p.id = a.person_id AND ${tiedToPerson(Prisma.sql`${id}`)})))`
}
