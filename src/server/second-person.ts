// Whether there is somebody else who could be the second person; a desk that has nobody yet cannot wait for them.
import { may } from '../permissions.ts'
import type { Action } from '../permissions.ts'
import type { Database } from '../store/database.ts'
import { members } from '../store/team.ts'

export async function isAlone(db: Database, me: string, action: Action): Promise<boolean> {
  return !(await members(db)).some(({ id, roles, disabled_at }) => id !== me && disabled_at === null && may(roles, action))
}
