// What LINE takes: our own schemas of its requests and message objects, and refusals in LINE's words and paths.
// The published OpenAPI files leave most of these limits out, so these are checked always.
import { z } from 'zod'
import { quickReply } from './line-actions.ts'
import { flexContainer, imagemap, template } from './line-templates.ts'
import { mediaUrl, oneOf, sized, units } from './line-text.ts'

const shared = {
  quickReply: quickReply.optional(),
  sender: z.strictObject({ name: units(1, 20).optional(), iconUrl: mediaUrl.optional() }).optional(),
}
const quoteToken = z.string().min(1).optional()
const media = { originalContentUrl: mediaUrl }
const emoji = { productId: z.string().min(1), emojiId: z.string().min(1) }

const text = z.strictObject({
  type: z.literal('text'),
  text: units(1, 5000),
  emojis: sized(z.strictObject({ index: z.int().min(0), ...emoji }), 0, 20).optional(),
  quoteToken,
  ...shared,
}).superRefine((message, context) => {
  message.emojis?.forEach(({ index }, position) => {
    if (message.text[index] === '$') return
    context.addIssue({ code: 'custom', path: ['emojis', position, 'index'], message: 'Must point at a $ in the text' })
  })
})

const substitution = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('mention'),
    mentionee: z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('user'), userId: z.string().regex(/^U[0-9a-f]{32}$/) }),
      z.strictObject({ type: z.literal('all') }),
    ], oneOf(['user', 'all'])),
  }),
  z.strictObject({ type: z.literal('emoji'), ...emoji }),
], oneOf(['mention', 'emoji']))

const textV2 = z.strictObject({
  type: z.literal('textV2'),
  text: units(1, 5000),
  substitution: z.record(z.string().min(1).max(20), substitution).optional(),
  quoteToken,
  ...shared,
}).superRefine((message, context) => {
  const given = Object.values(message.substitution ?? {})
  const refuse = (path: string, problem: string) => context.addIssue({ code: 'custom', path: [path], message: problem })
  if (given.length > 100) refuse('substitution', 'Size must be between 0 and 100')
  for (const type of ['mention', 'emoji']) {
    if (given.filter((one) => one.type === type).length > 20) refuse('substitution', `At most 20 of type ${type}`)
  }
  for (const [, name = ''] of message.text.replaceAll(/\{\{|\}\}/g, '').matchAll(/\{([^{}]*)\}/g)) {
    if (message.substitution?.[name] === undefined) refuse('text', `No substitution for {${name}}`)
  }
})

const altText = units(1, 1500)

const message = z.discriminatedUnion('type', [
  text,
  textV2,
  z.strictObject({ type: z.literal('sticker'), packageId: z.string().min(1), stickerId: z.string().min(1), quoteToken, ...shared }),
  z.strictObject({ type: z.literal('image'), ...media, previewImageUrl: mediaUrl, ...shared }),
  z.strictObject({ type: z.literal('video'), ...media, previewImageUrl: mediaUrl, trackingId: units(1, 100).optional(), ...shared }),
  z.strictObject({ type: z.literal('audio'), ...media, duration: z.int().min(1), ...shared }),
  z.strictObject({
    type: z.literal('location'), title: units(1, 100), address: units(1, 100),
    latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180), ...shared,
  }),
  z.strictObject({ type: z.literal('imagemap'), altText, ...imagemap, ...shared }),
  z.strictObject({ type: z.literal('template'), altText, template, ...shared }),
  z.strictObject({ type: z.literal('flex'), altText, contents: flexContainer, ...shared }),
], oneOf(['text', 'textV2', 'sticker', 'image', 'video', 'audio', 'location', 'imagemap', 'template', 'flex']))

export type LineMessage = z.infer<typeof message>

const what = { messages: sized(message, 1, 5), notificationDisabled: z.boolean().optional() }

export const replyRequest = z.strictObject({ replyToken: z.string().min(1), ...what })

export const pushRequest = z.strictObject({
  to: z.string().regex(/^[UCR][0-9a-f]{32}$/, { error: 'The receiver is not valid' }),
  customAggregationUnits: sized(z.string().regex(/^[a-zA-Z0-9_]{1,30}$/), 0, 1).optional(),
  ...what,
})

export const loadingRequest = z.strictObject({
  chatId: z.string().regex(/^U[0-9a-f]{32}$/, { error: 'Must be the id of a user' }),
  loadingSeconds: z.int().min(5).max(60).multipleOf(5).optional(),
})

/** What depends on where it goes: mentions exist in groups only, video tracking outside them only. */
export function misplaced(messages: readonly LineMessage[], to: string): LineErrorDetail[] {
  return messages.flatMap((one, position) => {
    const toPerson = to.startsWith('U')
    const mentions = one.type === 'textV2' && Object.values(one.substitution ?? {}).some(({ type }) => type === 'mention')
    if (mentions && toPerson) return [{ message: 'Mentions work in groups only', property: `messages[${position}].substitution` }]
    const tracked = one.type === 'video' && one.trackingId !== undefined
    if (tracked && !toPerson) return [{ message: 'Not in groups', property: `messages[${position}].trackingId` }]
    return []
  })
}

export interface LineErrorDetail { readonly message: string; readonly property: string }

export function errorDetails(error: z.ZodError): LineErrorDetail[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ message: 'Unknown property', property: propertyPath([...issue.path, key]) }))
    }
    const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
    return [{ message: missing ? 'May not be empty' : issue.message, property: propertyPath(issue.path) }]
  })
}

/** `messages[0].quickReply.items[3].action.label` */
export function propertyPath(path: readonly PropertyKey[]): string {
  return path.map((part) => (/^\d+$/.test(String(part)) ? `[${String(part)}]` : `.${String(part)}`)).join('').replace(/^\./, '')
}
