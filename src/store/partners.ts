// The directory of partners and experts: entries, who changed what, and the companies and people they are tied to.
import type { Partner, PartnerEntry } from '../partners/entry.ts'
import { PartnerShape } from '../partners/shape.ts'
import type { Database, Statements } from './database.ts'
import { Prisma } from './generated/client.ts'
import { json } from './json.ts'
import { secret, secretJson } from './sealing/marks.ts'
import { caseVisibleTo, partnerTiedToCase } from './visible.ts'
import type { Reader } from './visible.ts'

interface Row { readonly id: string; readonly revision: number; readonly entry: unknown }

/** Before and after, by field. */
export type EntryChange = Readonly<Record<string, readonly [unknown, unknown]>>
export interface PartnerChange { readonly at: Date; readonly by: string; readonly change: EntryChange }
export interface PartnerTie { readonly id: string; readonly kind: 'code' | 'person'; readonly value: string; readonly note: string; readonly created_at: Date }

export interface PartnerSave { readonly id: string; readonly entry: PartnerEntry; readonly change: EntryChange }

/** By name. */
export async function allPartners({ prisma }: { readonly prisma: Statements }): Promise<Partner[]> {
  return (await prisma.$queryRaw<Row[]>`SELECT id, revision, entry FROM partner ORDER BY id`).map(partnerOf).toSorted((a, b) => a.entry.name.localeCompare(b.entry.name, 'ja'))
}

export async function findPartner({ prisma }: Database, id: string): Promise<Partner | null> {
  const [row] = await prisma.$queryRaw<Row[]>`SELECT id, revision, entry FROM partner WHERE id = ${id}::uuid`
  return row ? partnerOf(row) : null
}

/** All of them, or none. */
export async function addPartners(tx: Statements, saves: readonly PartnerSave[], by: string): Promise<void> {
  const rows = json(saves.map(({ id, entry }) => ({ id, entry: secretJson(json(entry)) })))
  await tx.$executeRaw`INSERT INTO partner (id, entry) SELECT r.id, r.entry FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, entry jsonb)`
  for (const save of saves) await noteChange(tx, save, by)
}

/** False where somebody else has saved it meanwhile. */
export async function savePartner(tx: Statements, save: PartnerSave, revision: number, by: string): Promise<boolean> {
  const saved = await tx.$executeRaw`UPDATE partner SET entry = ${json(secretJson(json(save.entry)))}::jsonb, revision = revision + 1 WHERE id = ${save.id}::uuid AND revision = ${revision}`
  if (saved === 1) await noteChange(tx, save, by)
  return saved === 1
}

/** Newest first. */
export function changesOf({ prisma }: Database, partner: string): Promise<PartnerChange[]> {
  return prisma.$queryRaw<PartnerChange[]>`SELECT at, by, change FROM partner_change WHERE partner_id = ${partner}::uuid ORDER BY id DESC LIMIT 100`
}

export function tiesOf({ prisma }: Database, partner: string): Promise<PartnerTie[]> {
  return prisma.$queryRaw<PartnerTie[]>`SELECT id, kind, value, note, created_at FROM partner_tie WHERE partner_id = ${partner}::uuid ORDER BY created_at, id`
}

/** From now on nothing of it is theirs to see, by no link either. */
export async function addTie({ prisma }: Database, tie: Omit<PartnerTie, 'created_at'> & { readonly partner: string; readonly by: string }): Promise<void> {
  const { id, partner, kind, value, note, by } = tie
  await prisma.$executeRaw`
    INSERT INTO partner_tie (id, partner_id, kind, value, note, created_by) VALUES (${id}::uuid, ${partner}::uuid, ${kind}, ${value}, ${secret(note)}, ${by})
    ON CONFLICT (partner_id, kind, value) DO UPDATE SET note = excluded.note`
}

export async function removeTie({ prisma }: Database, partner: string, id: string): Promise<boolean> {
  return (await prisma.$executeRaw`DELETE FROM partner_tie WHERE id = ${id}::uuid AND partner_id = ${partner}::uuid`) === 1
}

/** Who of the directory is tied to a case the reader sees. */
export async function tiedPartners({ prisma }: { readonly prisma: Statements }, reader: Reader, caseId: string): Promise<Set<string>> {
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM partner p, case_file f WHERE f.id = ${caseId}::uuid AND ${caseVisibleTo(reader)} AND ${partnerTiedToCase(Prisma.sql`p.id`)}`
  return new Set(rows.map(({ id }) => id))
}

async function noteChange(tx: Statements, { id, change }: PartnerSave, by: string): Promise<void> {
  await tx.$executeRaw`INSERT INTO partner_change (partner_id, change, by) VALUES (${id}::uuid, ${json(secretJson(json(change)))}::jsonb, ${by})`
}

function partnerOf({ id, revision, entry }: Row): Partner {
  return { id, revision, entry: PartnerShape.parse(entry) }
}
