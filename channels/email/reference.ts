// What an answer must name: the mail it answers and those before it. Goes through the desk as one text.
import { z } from 'zod'
import { messageIdsIn } from './address.ts'
import type { Mail } from './mail.ts'

/** Ids of one References field: the first and the last of a long line of them. */
const MOST = 12

const Reference = z.object({ id: z.string().regex(/^<[^<>\s]+>$/), references: z.array(z.string().regex(/^<[^<>\s]+>$/)).max(MOST), subject: z.string() })
export type Reference = z.infer<typeof Reference>

export function routeText({ header, messageId, subject }: Mail): string {
  const given = messageIdsIn(header.raw('references'))
  const before = given.length > 0 ? given : messageIdsIn(header.raw('in-reply-to')).slice(0, 1)
  const all = [...before.filter((id) => id !== messageId), messageId]
  const references = all.length > MOST ? [...all.slice(0, 1), ...all.slice(1 - MOST)] : all
  const reference: Reference = { id: messageId, references, subject: subject.slice(0, 200) }
  return JSON.stringify(reference)
}

/** Null where it is not what this channel wrote. */
export function readReference(text: string | undefined): Reference | null {
  try {
    const given: unknown = JSON.parse(text ?? 'null')
    return Reference.safeParse(given).data ?? null
  } catch {
    return null
  }
}
