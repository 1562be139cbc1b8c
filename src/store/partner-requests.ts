// The links of requests to partners: by the digest of a secret, to one request of one case, as long as they may know of it at all.
import type { CaseChange } from '../cases/projection.ts'
import { lockCases, saveCases } from './case-writing.ts'
import type { LockedCase } from './case-writing.ts'
import type { Database, Statements } from './database.ts'
import { Prisma } from './generated/client.ts'
import { secret } from './sealing/marks.ts'
import { caseVisibleTo, partnerTiedToCase } from './visible.ts'
import type { Reader } from './visible.ts'

export interface NewRequest { readonly id: string; readonly caseId: string; readonly partner: string; readonly address: string | null; readonly expiresAt: Date; readonly mailDueAt: Date | null }

/** False where the partner is tied to the case: then nothing was written. */
export async function addRequest(tx: Statements, { id, caseId, partner, address, expiresAt, mailDueAt }: NewRequest): Promise<boolean> {
  return (await tx.$executeRaw`
    INSERT INTO partner_request (id, case_id, partner_id, address, expires_at, mail_due_at)
    SELECT ${id}::uuid, f.id, p.id, ${secret(address)}, ${expiresAt}, ${mailDueAt} FROM case_file f, partner p
    WHERE f.id = ${caseId}::uuid AND p.id = ${partner}::uuid AND NOT ${partnerTiedToCase(Prisma.sql`p.id`)}`) === 1
}

/** How the links of a case stand. `tied`: a tie to the case shut it. */
export interface RequestLink { readonly id: string; readonly partner_id: string; readonly tied: boolean; readonly address: string | null; readonly mailed_at: Date | null; readonly waiting: boolean; readonly mail_problem: string | null }

export function linksOfCase({ prisma }: Database, reader: Reader, caseId: string): Promise<RequestLink[]> {
  return prisma.$queryRaw<RequestLink[]>`
    SELECT r.id, r.partner_id, ${partnerTiedToCase(Prisma.sql`r.partner_id`)} AS tied, r.address, r.mailed_at, r.mail_due_at IS NOT NULL AS waiting, r.mail_problem
    FROM partner_request r JOIN case_file f ON f.id = r.case_id WHERE f.id = ${caseId}::uuid AND ${caseVisibleTo(reader)} ORDER BY r.created_at, r.id`
}

/** A new secret for a request of a case the reader sees; the one before opens nothing any more. `mail` also sends it. */
export async function renewLink({ prisma }: Database, reader: Reader, caseId: string, id: string, digest: string | null, mailDueAt: Date | null): Promise<boolean> {
  return (await prisma.$executeRaw`
    UPDATE partner_request r SET digest = ${digest}, mail_due_at = ${mailDueAt}, mail_tries = 0, mail_problem = NULL, mail_given_up_at = NULL FROM case_file f
    WHERE r.id = ${id}::uuid AND f.id = r.case_id AND f.id = ${caseId}::uuid AND ${caseVisibleTo(reader)} AND NOT ${partnerTiedToCase(Prisma.sql`r.partner_id`)}`) === 1
}

export interface FoundLink extends Omit<LockedCase, 'id'> { readonly request: string; readonly partner: string; readonly caseId: string }

/** Lets `decide` look at the case behind a link, locked, and writes what it answers. Null where nothing may be seen by it. */
export function changeByLink<Result>(db: Database, digest: string, now: Date, decide: (found: FoundLink) => { readonly change: CaseChange | null; readonly result: Result } | null): Promise<Result | null> {
  return change(db, Prisma.sql`r.digest = ${digest} AND r.expires_at > ${now}`, decide)
}

export interface DueMail { readonly id: string; readonly address: string; readonly tries: number }

/** Mails that are due; ours for `leaseSeconds`. */
export function claimRequestMails({ prisma }: Database, now: Date, limit: number, leaseSeconds: number): Promise<DueMail[]> {
  return prisma.$queryRaw<DueMail[]>`
    UPDATE partner_request r SET mail_due_at = ${new Date(now.getTime() + leaseSeconds * 1_000)}, mail_tries = r.mail_tries + 1
    WHERE r.id IN (SELECT w.id FROM partner_request w WHERE w.mail_due_at <= ${now} AND w.address IS NOT NULL ORDER BY w.mail_due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING r.id, r.address, r.mail_tries AS tries`
}

/** Gives the request a new secret where `isLive` says that its link still leads somewhere. */
export async function prepareMail(db: Database, id: string, digest: string, isLive: (found: FoundLink) => boolean): Promise<boolean> {
  const live = await change(db, Prisma.sql`r.id = ${id}::uuid`, (found) => ({ change: null, result: isLive(found) }))
  if (live !== true) return false
  return (await db.prisma.$executeRaw`UPDATE partner_request SET digest = ${digest} WHERE id = ${id}::uuid`) === 1
}

/** `problem`: it was given up. `againAt`: it is tried again. Neither: it was sent, or there is nothing to send. */
export async function noteMail({ prisma }: Database, id: string, { mailedAt = null, againAt = null, problem = null }: { readonly mailedAt?: Date | null; readonly againAt?: Date | null; readonly problem?: string | null }): Promise<void> {
  await prisma.$executeRaw`UPDATE partner_request SET mailed_at = coalesce(${mailedAt}, mailed_at), mail_due_at = ${againAt}, mail_problem = ${problem} WHERE id = ${id}::uuid`
}

function change<Result>({ prisma }: Database, which: Prisma.Sql, decide: (found: FoundLink) => { readonly change: CaseChange | null; readonly result: Result } | null): Promise<Result | null> {
  return prisma.$transaction(async (tx) => {
    const [link] = await tx.$queryRaw<{ id: string; case_id: string; partner_id: string }[]>`
      SELECT r.id, r.case_id, r.partner_id FROM partner_request r JOIN case_file f ON f.id = r.case_id
      WHERE ${which} AND NOT ${partnerTiedToCase(Prisma.sql`r.partner_id`)}`
    const [found] = link ? await lockCases(tx, Prisma.sql`f.id = ${link.case_id}::uuid AND NOT ${partnerTiedToCase(Prisma.sql`${link.partner_id}::uuid`)}`, Prisma.sql`FOR UPDATE OF f`) : []
    if (!link || !found) return null
    const decided = decide({ request: link.id, partner: link.partner_id, caseId: link.case_id, events: found.events, language: found.language })
    if (!decided) return null
    if (decided.change) await saveCases(tx, [{ id: found.id, person: null, conversations: [], ...decided.change }])
    return decided.result
  })
}
