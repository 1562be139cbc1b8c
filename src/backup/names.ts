// What backups in a folder are called, which of them stay, and what is left of one that was killed.
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

const NAME = /^madoguchi-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.backup$/
const PART = /^madoguchi-.*\.backup\.part$/
const LEFT_MS = 86_400_000

/** Later ones sort later. In UTC. */
export const nameAt = (time: Date): string => `madoguchi-${time.toISOString().slice(0, 19).replaceAll(':', '-')}Z.backup`

/** The newest `keep` stay, and everything that is called otherwise. @returns the names of those that were removed */
export async function keepNewest(folder: string, keep: number, now: Date): Promise<string[]> {
  const names = await readdir(folder)
  const old = names.filter((name) => NAME.test(name)).toSorted().slice(0, -keep)
  const left: string[] = []
  for (const name of names.filter((one) => PART.test(one))) {
    const at = await stat(join(folder, name)).catch(() => null)
    if (at && now.getTime() - at.mtimeMs > LEFT_MS) left.push(name)
  }
  for (const name of [...old, ...left]) await rm(join(folder, name), { force: true })
  return old
}
