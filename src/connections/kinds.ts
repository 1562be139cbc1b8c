// What can be connected on the page of connections, and the settings that each takes, under the names of their environment variables.

/** `shown`: it is nobody's secret and may be read again. The others are only written. `long`: of several lines. */
export interface Field { readonly name: string; readonly required: boolean; readonly shown: boolean; readonly long?: true }

export interface Kind {
  readonly fields: readonly Field[]
  /** What the environment may say around it, of where its platform is and the like, begins with one of these. */
  readonly around: readonly string[]
  /** Of the account that it makes; null where it makes none. */
  readonly account: string | null
  /** What platforms call; null where nothing calls. */
  readonly webhook: string | null
}

const secret = (name: string, required = true): Field => ({ name, required, shown: false })
const plain = (name: string, required = true): Field => ({ name, required, shown: true })

export const KINDS = {
  line: { around: ['LINE_'], account: 'line', webhook: '/webhooks/line', fields: [secret('LINE_CHANNEL_SECRET'), secret('LINE_CHANNEL_ACCESS_TOKEN')] },
  messenger: { around: ['MESSENGER_'], account: 'messenger', webhook: '/webhooks/messenger', fields: [secret('MESSENGER_APP_SECRET'), secret('MESSENGER_PAGE_TOKEN'), plain('MESSENGER_VERIFY_TOKEN')] },
  email: {
    around: ['EMAIL_'], account: 'email', webhook: null,
    fields: [plain('EMAIL_ADDRESS'), secret('EMAIL_SMTP_URL'), secret('EMAIL_IMAP_URL', false), secret('EMAIL_INBOUND_KEY', false), plain('EMAIL_AUTHSERV_ID', false)],
  },
  botframework: { around: ['BOTFRAMEWORK_'], account: 'botframework', webhook: '/api/messages', fields: [plain('BOTFRAMEWORK_APP_ID'), secret('BOTFRAMEWORK_APP_PASSWORD'), plain('BOTFRAMEWORK_TENANT_ID', false)] },
  google: { around: ['GOOGLE_', 'TRANSLATION_'], account: null, webhook: null, fields: [plain('GOOGLE_TRANSLATE_PROJECT'), { ...secret('GOOGLE_TRANSLATE_KEY'), long: true }, plain('GOOGLE_TRANSLATE_LOCATION', false)] },
  libretranslate: { around: ['TRANSLATION_'], account: null, webhook: null, fields: [plain('LIBRETRANSLATE_URL'), secret('LIBRETRANSLATE_API_KEY', false)] },
} as const satisfies Record<string, Kind>
export type KindName = keyof typeof KINDS

export const KIND_NAMES = Object.keys(KINDS).filter((name): name is KindName => name in KINDS)
export const kindOf = (name: KindName): Kind => KINDS[name]
export const isKind = (name: string): name is KindName => Object.hasOwn(KINDS, name)

/** There is one translation: while one provider is connected, the other cannot be. */
export const RIVALS: Readonly<Partial<Record<KindName, KindName>>> = { google: 'libretranslate', libretranslate: 'google' }

/** Set in the environment in another way than by a field of the page. */
const OTHERWISE: Readonly<Partial<Record<KindName, readonly string[]>>> = { google: ['GOOGLE_TRANSLATE_KEY_FILE'], botframework: ['BOTFRAMEWORK_LOCAL'] }

/** Then the page can only show it: the environment wins. */
export function isInEnvironment(kind: KindName, given: Readonly<Record<string, string>>): boolean {
  return [...kindOf(kind).fields.map(({ name }) => name), ...OTHERWISE[kind] ?? []].some((name) => given[name] !== undefined)
}
