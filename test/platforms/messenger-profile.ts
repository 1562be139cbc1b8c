// What stands on the Page once: Get Started, greeting, menu, ice breakers. Checked and kept as Meta does.
import { z } from 'zod'
import type { Answer } from './http-server.ts'
import { paramError, type GraphError } from './messenger-errors.ts'
import { chars, oneOf, sized, webUrl } from './messenger-text.ts'

const locale = z.string().regex(/^(?:default|[a-z]{2,3}_[A-Z]{2})$/, { error: 'must be default or a locale like ja_JP' })

function perLocale<Item extends z.ZodType<{ locale: string }>>(item: Item) {
  const locales = (list: readonly { locale: string }[]) => list.map((one) => one.locale)
  return z.array(item)
    .refine((list) => locales(list).includes('default'), { error: 'needs the default locale' })
    .refine((list) => new Set(locales(list)).size === list.length, { error: 'has a locale twice' })
}

const menuItem = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('postback'), title: chars(1, 30), payload: chars(1, 1000) }),
  z.strictObject({ type: z.literal('web_url'), title: chars(1, 30), url: webUrl, webview_height_ratio: z.enum(['compact', 'tall', 'full']).optional() }),
], oneOf(['postback', 'web_url']))

const profile = z.strictObject({
  get_started: z.strictObject({ payload: chars(1, 1000) }).optional(),
  greeting: perLocale(z.strictObject({ locale, text: chars(1, 160) })).optional(),
  persistent_menu: perLocale(z.strictObject({ locale, composer_input_disabled: z.boolean().optional(), call_to_actions: sized(menuItem, 1, 20) })).optional(),
  ice_breakers: perLocale(z.strictObject({ locale, call_to_actions: sized(z.strictObject({ question: chars(1), payload: chars(1, 1000) }), 1, 4) })).optional(),
  whitelisted_domains: z.array(webUrl).optional(),
  account_linking_url: webUrl.optional(),
  commands: perLocale(z.strictObject({ locale, commands: z.array(z.strictObject({ name: chars(1), description: chars(1) })) })).optional(),
})

export type MessengerPageProfile = z.infer<typeof profile>

const names = profile.keyof()
const fieldList = z.strictObject({ fields: sized(names, 1, names.options.length) })

/** `held` is what the Page has, and is changed. `fields` is the query parameter, comma-separated. */
export function pageProfile(
  method: string, body: unknown, fields: string | null, held: MessengerPageProfile, refuse: (error: GraphError) => Answer,
): Answer {
  if (method === 'POST') {
    const checked = profile.safeParse(body)
    if (!checked.success) return refuse(paramError(checked.error))
    if (Object.keys(checked.data).length === 0) return refuse({ code: 100, message: '(#100) Nothing to set' })
    const next = { ...held, ...checked.data }
    if (next.persistent_menu !== undefined && next.get_started === undefined) return refuse(menuNeedsButton)
    Object.assign(held, checked.data)
    return { status: 200, body: { result: 'success' } }
  }
  const asked = fieldList.safeParse(fields === null ? body : { fields: fields.split(',') })
  if (!asked.success) return refuse(paramError(asked.error))
  if (method === 'GET') {
    const found = Object.fromEntries(asked.data.fields.flatMap((name) => (held[name] === undefined ? [] : [[name, held[name]]])))
    return { status: 200, body: { data: Object.keys(found).length === 0 ? [] : [found] } }
  }
  const kept = (name: keyof MessengerPageProfile) => held[name] !== undefined && !asked.data.fields.includes(name)
  if (kept('persistent_menu') && !kept('get_started')) return refuse(menuNeedsButton)
  for (const name of asked.data.fields) delete held[name]
  return { status: 200, body: { result: 'success' } }
}

const menuNeedsButton: GraphError = { code: 100, message: '(#100) A persistent menu needs a Get Started button' }
