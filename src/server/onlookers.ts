// Which colleagues have a conversation before them, and who of them writes: for a moment, in memory, told between processes.
import { z } from 'zod'
import { announce } from '../store/database.ts'
import type { Database } from '../store/database.ts'

/** A page says again every 20 seconds that it is there; one that went silent counts no more. */
const GONE_MS = 45_000

const Sign = z.object({ conversation: z.string(), staff: z.string(), name: z.string(), state: z.enum(['viewing', 'writing', 'gone']) })
export type Sign = z.infer<typeof Sign>
export interface Onlooker { readonly id: string; readonly name: string; readonly state: 'viewing' | 'writing' }

export interface Onlookers {
  tell(sign: Sign): Promise<void>
  /** Without `me`. */
  at(conversation: string, me: string): Onlooker[]
  /** Calls `heard` with the conversation at which somebody came, went, or began or ended to write. */
  onChange(heard: (conversation: string) => void): () => void
  close(): Promise<void>
}

export async function openOnlookers(db: Database, now: () => Date): Promise<Onlookers> {
  const known = new Map<string, Map<string, Onlooker & { readonly until: number }>>()
  const listeners = new Set<(conversation: string) => void>()
  const heard = (payload: string | null) => {
    if (payload === null) return
    const { conversation, staff, name, state } = Sign.parse(JSON.parse(payload))
    const here = known.get(conversation) ?? new Map<string, Onlooker & { readonly until: number }>()
    const before = here.get(staff)
    if (state === 'gone') here.delete(staff)
    else here.set(staff, { id: staff, name, state, until: now().getTime() + GONE_MS })
    if (here.size > 0) known.set(conversation, here)
    else known.delete(conversation)
    if ((before?.state ?? 'gone') !== state) for (const listener of listeners) listener(conversation)
  }
  const close = await db.listen(heard, 'presence')
  return {
    tell: (sign) => announce(db.prisma, [JSON.stringify(sign)], 'presence'),
    at: (conversation, me) => [...known.get(conversation)?.values() ?? []]
      .filter(({ id, until }) => id !== me && until > now().getTime()).map(({ id, name, state }) => ({ id, name, state })),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close,
  }
}
