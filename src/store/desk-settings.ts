// How a member of staff wants to read and to send: kept with their account, the same on every machine.
import { z } from 'zod'
import type { Database } from './database.ts'
import { json } from './json.ts'

export const UNDO_SECONDS = [0, 5, 10, 20] as const

/** `large`: which text of a line stands in large letters. `undoSeconds`: for how long a reply can be taken back; null: as the desk does. */
export const DeskSettings = z.object({
  large: z.enum(['original', 'translation', 'both']),
  undoSeconds: z.literal(UNDO_SECONDS).nullable(),
})
export type DeskSettings = z.infer<typeof DeskSettings>

const USUAL: DeskSettings = { large: 'both', undoSeconds: null }

export async function deskSettingsOf({ prisma }: Database, staff: string): Promise<DeskSettings> {
  const row = await prisma.staff.findUnique({ where: { id: staff }, select: { deskSettings: true } })
  return DeskSettings.parse({ ...USUAL, ...z.record(z.string(), z.unknown()).catch({}).parse(row?.deskSettings) })
}

export async function changeDeskSettings({ prisma }: Database, staff: string, change: { readonly [Key in keyof DeskSettings]?: DeskSettings[Key] | undefined }): Promise<void> {
  await prisma.$executeRaw`UPDATE staff SET desk_settings = coalesce(desk_settings, '{}') || ${json(change)}::jsonb WHERE id = ${staff}`
}
