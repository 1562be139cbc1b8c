// Inviting somebody to the staff: a one-time link, of which only the digest is kept.
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { addInvitation, listInvitations, openInvitation, removeInvitation, takeInvitation } from '../../store/invitations.ts'
import { isGuessable } from './guessable.ts'
import type { Door } from './visit.ts'

export const Name = z.string().trim().min(1).max(80)
export const Password = z.string().min(12).max(128)
export const Acceptance = z.strictObject({ name: Name, password: Password })

export interface Invite {
  readonly name: string
  readonly email: string
  readonly roles: readonly string[]
  readonly languages: readonly string[]
  readonly companyId?: string | null
  readonly createdBy: string
}

/** Nobody makes an administrator alone. */
export class NeedsSecondPerson extends Error {
  override readonly name = 'NeedsSecondPerson'
  constructor() {
    super('needs a second person')
  }
}

const DAYS_7 = 7 * 86_400_000

export function invitationsOf({ db, now, newId }: Pick<Door, 'db' | 'now' | 'newId'>, hash: (password: string) => Promise<string>) {
  const find = (token: string) => openInvitation(db, digest(token), now())
  return {
    /** `token` is of the link, and told once. @throws NeedsSecondPerson */
    async invite({ email, ...rest }: Invite): Promise<{ id: string; token: string }> {
      if (rest.roles.includes('administrator')) throw new NeedsSecondPerson()
      const [id, token] = [newId(), randomBytes(24).toString('base64url')]
      await addInvitation(db, { ...rest, id, digest: digest(token), email: email.toLowerCase(), expiresAt: new Date(now().getTime() + DAYS_7) })
      return { id, token }
    },
    /** Whose account the link makes; null where it was used, withdrawn or is too old. */
    async invited(token: string): Promise<{ name: string; email: string } | null> {
      const found = await find(token)
      return found && { name: found.name, email: found.email }
    },
    /** `used`: the link makes no account any more. `exists`: there is one with this address. `guessable`: as at the first link. */
    async acceptInvitation(token: string, { name, password }: z.infer<typeof Acceptance>): Promise<'done' | 'used' | 'exists' | 'guessable'> {
      const found = await find(token)
      if (!found) return 'used'
      if (await isGuessable(password, [name, found.email])) return 'guessable'
      return takeInvitation(db, { digest: digest(token) }, { id: newId(), credentialId: newId(), name, hash: await hash(password) }, now())
    },
    /** Newest first, also those that were used. */
    invitations: () => listInvitations(db),
    /** Whether it could still be withdrawn. */
    withdrawInvitation: (id: string) => removeInvitation(db, id),
  }
}

export function digest(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
