// What anybody may read about bodies: those that are listed, while the page is open.
import { BodyEntry } from '../feedback/entry.ts'
import { Listing, Sanctions } from '../feedback/listing.ts'
import type { Database } from './database.ts'
import { Prisma } from './generated/client.ts'
import { readSetting, writeSetting } from './settings.ts'

const OPEN = 'feedback.open'

/** No, until somebody says so. */
export async function isPublicPageOpen(db: Database): Promise<boolean> {
  return (await readSetting(db, OPEN)) === true
}

export function openPublicPage(db: Database, open: boolean): Promise<void> {
  return writeSetting(db, OPEN, open)
}

interface Row { readonly id: string; readonly entry: unknown; readonly listing: unknown; readonly sanctions: unknown; readonly confirmed_on: string | null; readonly told: boolean }
/** `told`: there is something to read about it. `confirmedOn`: a day in Japan. */
export interface ListedBody { readonly id: string; readonly entry: BodyEntry; readonly listing: Listing; readonly sanctions: Sanctions | null; readonly confirmedOn: string | null; readonly told: boolean }

const listed = ({ id, entry, listing, sanctions, confirmed_on: confirmedOn, told }: Row): ListedBody =>
  ({ id, entry: BodyEntry.parse(entry), listing: Listing.parse(listing), sanctions: Sanctions.nullable().parse(sanctions), confirmedOn, told })

const SHOWN = Prisma.sql`b.id, b.entry, b.listing, b.sanctions, b.confirmed_on::text, EXISTS (SELECT 1 FROM feedback_release r WHERE r.body_id = b.id AND r.withdrawn_at IS NULL) AS told`

export async function listedBodies({ prisma }: Database): Promise<ListedBody[]> {
  return (await prisma.$queryRaw<Row[]>`SELECT ${SHOWN} FROM body b WHERE b.state = 'listed' ORDER BY b.entry->>'name', b.id`).map(listed)
}

/** One that turned out to be another is that other one. */
export async function listedBody({ prisma }: Database, id: string): Promise<ListedBody | null> {
  const [row] = await prisma.$queryRaw<Row[]>`SELECT ${SHOWN} FROM body o JOIN body b ON b.id = coalesce(o.merged_into, o.id) WHERE o.id = ${id}::uuid AND b.state = 'listed'`
  return row ? listed(row) : null
}

export interface ShownReply { readonly text: string; readonly translations: Readonly<Record<string, string>> }

export function shownReplies({ prisma }: Database, body: string): Promise<ShownReply[]> {
  return prisma.$queryRaw<ShownReply[]>`SELECT text, translations FROM body_reply WHERE body_id = ${body}::uuid AND state = 'published' AND text IS NOT NULL ORDER BY answered_at DESC, id DESC LIMIT 3`
}
