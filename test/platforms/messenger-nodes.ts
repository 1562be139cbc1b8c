// What can be read of the Page and of people, and which events the Page is subscribed to.
import { z } from 'zod'
import type { Answer } from './http-server.ts'
import { paramError, type GraphError } from './messenger-errors.ts'
import { oneOf, sized } from './messenger-text.ts'

/** Which of these there are depends on permissions: all of them may be missing. */
export interface MessengerProfile {
  readonly first_name?: string
  readonly last_name?: string
  /** In Meta's form: `ja_JP`. */
  readonly locale?: string
  readonly profile_pic?: string
}

type Refuse = (error: GraphError) => Answer

const personFields = ['id', 'name', 'first_name', 'last_name', 'profile_pic', 'locale', 'timezone', 'gender']
const pageFields = ['id', 'name', 'username']

/** Unknown people and people without a profile look the same; asking for them is no mistake. */
export function person(psid: string, fields: string | null, known: MessengerProfile | undefined, refuse: Refuse, fail: Refuse): Answer {
  const wrong = unknownField(fields, personFields)
  if (wrong !== undefined) return refuse(wrong)
  if (known === undefined) return fail({ code: 100, subcode: 2018218, message: '(#100) No profile available for this user' })
  return { status: 200, body: pick({ ...known, id: psid }, fields ?? 'first_name,last_name,profile_pic,id') }
}

export function page(node: { readonly id: string; readonly name: string; readonly username: string }, fields: string | null, refuse: Refuse): Answer {
  const wrong = unknownField(fields, pageFields)
  return wrong === undefined ? { status: 200, body: pick(node, fields ?? 'name,id') } : refuse(wrong)
}

function unknownField(fields: string | null, known: readonly string[]): GraphError | undefined {
  const unknown = fields?.split(',').find((name) => !known.includes(name))
  return unknown === undefined ? undefined : { code: 100, message: `(#100) There is no field (${unknown}) here` }
}

/** The id always comes along. */
const pick = (node: object, fields: string) => Object.fromEntries(Object.entries(node).filter(([name]) => name === 'id' || fields.split(',').includes(name)))

export const webhookFields = [
  'messages', 'message_echoes', 'message_edits', 'message_deliveries', 'message_reads', 'message_reactions', 'messaging_postbacks',
  'messaging_referrals', 'messaging_optins', 'messaging_account_linking', 'messaging_policy_enforcement', 'messaging_handovers', 'standby',
  'messaging_feedback', 'response_feedback', 'send_cart', 'messenger_template_status_update',
] as const

const subscription = z.object({ subscribed_fields: sized(z.enum(webhookFields, oneOf(webhookFields)), 1, webhookFields.length) })

/** What is subscribed replaces what was. */
export function subscribe(body: unknown, fields: string | null, subscribed: Set<string>, refuse: Refuse): Answer {
  const given = z.object({ subscribed_fields: z.string() }).safeParse(body)
  const listed = fields ?? (given.success ? given.data.subscribed_fields : null)
  const checked = subscription.safeParse(listed === null ? body ?? {} : { subscribed_fields: listed.split(',') })
  if (!checked.success) return refuse(paramError(checked.error))
  subscribed.clear()
  for (const name of checked.data.subscribed_fields) subscribed.add(name)
  return { status: 200, body: { success: true } }
}
