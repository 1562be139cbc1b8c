// Dossiers of cases: the one that is being written, and those that were given away, which nothing changes any more.
import type { Dossier } from '../cases/dossier.ts'
import type { Printed } from '../dossier/printed.ts'
import { Prisma } from './generated/client.ts'
import type { Database, Statements } from './database.ts'
import { json } from './json.ts'
import { secret, secretBytes, secretJson } from './sealing/marks.ts'
import { caseVisibleTo, visibleTo } from './visible.ts'
import type { Reader } from './visible.ts'

const whole = (value: Dossier | Printed) => json(secretJson(json(value)))

export interface DossierDraft {
  readonly content: Dossier
  readonly revision: number
  readonly saved_by: string
  readonly saved_at: Date
  readonly confirmed_by: string | null
  readonly confirmed_whom: string | null
  readonly confirmed_at: Date | null
}

export async function findDossierDraft({ prisma }: Database, reader: Reader, id: string): Promise<DossierDraft | null> {
  const [row] = await prisma.$queryRaw<DossierDraft[]>`
    SELECT d.content, d.revision, d.saved_by, d.saved_at, d.confirmed_by, d.confirmed_whom, d.confirmed_at
    FROM dossier_draft d JOIN case_file f ON f.id = d.case_id WHERE f.id = ${id}::uuid AND ${caseVisibleTo(reader)}`
  return row ?? null
}

export interface SavedDossier { readonly id: string; readonly revision: number; readonly content: Dossier; readonly now: Date; readonly keepsConfirmation: boolean }

/** @param revision the one it was written upon; 0 for the first. @returns the new one; null where somebody saved meanwhile, or there is no such case */
export async function saveDossierDraft({ prisma }: Database, reader: Reader, { id, revision, content, now, keepsConfirmation }: SavedDossier): Promise<number | null> {
  const kept = keepsConfirmation ? Prisma.empty : Prisma.sql`, confirmed_by = NULL, confirmed_whom = NULL, confirmed_at = NULL`
  const [row] = await prisma.$queryRaw<{ revision: number }[]>`
    INSERT INTO dossier_draft AS d (case_id, content, revision, saved_by, saved_at)
    SELECT f.id, ${whole(content)}::jsonb, 1, ${reader.id}, ${now} FROM case_file f
    WHERE f.id = ${id}::uuid AND ${caseVisibleTo(reader)} AND (${revision} = 0 OR EXISTS (SELECT 1 FROM dossier_draft e WHERE e.case_id = f.id))
    ON CONFLICT (case_id) DO UPDATE SET content = excluded.content, revision = d.revision + 1, saved_by = excluded.saved_by, saved_at = excluded.saved_at ${kept}
    WHERE d.revision = ${revision} RETURNING d.revision`
  return row?.revision ?? null
}

/** @returns false where it was changed meanwhile */
export async function confirmDossierDraft({ prisma }: Database, reader: Reader, id: string, revision: number, whom: string, now: Date): Promise<boolean> {
  return (await prisma.$executeRaw`
    UPDATE dossier_draft d SET confirmed_by = ${reader.id}, confirmed_whom = ${secret(whom)}, confirmed_at = ${now} FROM case_file f
    WHERE f.id = d.case_id AND d.case_id = ${id}::uuid AND d.revision = ${revision} AND ${caseVisibleTo(reader)}`) === 1
}

export interface IssuedRow { readonly number: number; readonly content: Dossier; readonly printed: Printed; readonly pdf: Uint8Array; readonly digest: string }

export async function findIssuedDossier({ prisma }: Database, reader: Reader, id: string, number: number): Promise<IssuedRow | null> {
  const [row] = await prisma.$queryRaw<IssuedRow[]>`
    SELECT d.number, d.content, d.printed, d.pdf, d.digest FROM dossier d JOIN case_file f ON f.id = d.case_id
    WHERE f.id = ${id}::uuid AND d.number = ${number} AND ${caseVisibleTo(reader)}`
  return row ?? null
}

/** Written with the events of the case that say so. */
export async function keepIssuedDossier(tx: Statements, id: string, { number, content, printed, pdf, digest }: IssuedRow, by: string, at: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO dossier (case_id, number, content, printed, pdf, digest, issued_by, issued_at)
    VALUES (${id}::uuid, ${number}, ${whole(content)}::jsonb, ${whole(printed)}::jsonb, ${secretBytes(pdf)}, ${digest}, ${by}, ${at})`
}

export interface EvidenceRow { readonly id: string; readonly kind: string; readonly name: string | null; readonly type: string; readonly at: Date }

/** What the person sent, in conversations the reader sees, newest first. */
export function evidenceOf({ prisma }: Database, reader: Reader, id: string): Promise<EvidenceRow[]> {
  return prisma.$queryRaw<EvidenceRow[]>`
    WITH theirs AS (
      SELECT o.id FROM case_file own JOIN conversation o ON o.person_id = own.person_id WHERE own.id = ${id}::uuid UNION SELECT x.conversation_id FROM case_conversation x WHERE x.case_id = ${id}::uuid)
    SELECT m.id, m.kind, m.name, m.type, l.at FROM theirs t JOIN conversation c ON c.id = t.id JOIN message l ON l.conversation_id = c.id JOIN media m ON m.message_id = l.id
    JOIN case_file f ON f.id = ${id}::uuid
    WHERE m.status = 'stored' AND l.withdrawn_at IS NULL AND ${caseVisibleTo(reader)} AND ${visibleTo(reader)}
    ORDER BY l.at DESC LIMIT 200`
}
