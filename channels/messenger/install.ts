// What stands on a page once: which events it sends, its greeting, its menu, and the questions offered first.
import { z } from 'zod'
import type { MenuTexts } from '../contract.ts'
import { fit } from './fit.ts'
import { ask } from './graph.ts'
import { fetchPage } from './profile.ts'
import { GET_STARTED } from './wire.ts'
import type { MessengerConfig } from './wire.ts'

const FIELDS = [
  'messages', 'message_echoes', 'message_edits', 'message_deliveries', 'message_reads', 'message_reactions',
  'messaging_postbacks', 'messaging_referrals', 'messaging_handovers', 'messaging_policy_enforcement', 'standby',
]
/** Language of the desk to locale of Meta. */
const LOCALES: Readonly<Record<string, string>> = {
  ja: 'ja_JP', zh: 'zh_CN', vi: 'vi_VN', tl: 'tl_PH', id: 'id_ID', my: 'my_MM', pt: 'pt_BR', es: 'es_LA', en: 'en_US',
}
/** In UTF-16 units or in entries. For the length of a question Meta names no limit: this one is short enough for a phone. */
const LIMITS = { greeting: 160, menu: 20, menuTitle: 30, starters: 4, question: 80 }

export async function* install(texts: readonly MenuTexts[], config: MessengerConfig, signal: AbortSignal): AsyncGenerator<string> {
  const { id } = await fetchPage(config, signal)
  const subscribed_fields = FIELDS.join(',')
  await ask(config, z.object({ success: z.literal(true) }), { method: 'POST', path: `${id}/subscribed_apps`, parameters: { subscribed_fields }, signal })
  yield `the page sends ${FIELDS.length} kinds of events: ${FIELDS.join(', ')}`
  const profile = profileOf(texts)
  await ask(config, z.object({ result: z.literal('success') }), { method: 'POST', path: 'me/messenger_profile', parameters: profile, signal })
  yield 'the Get Started button stands'
  if (texts.length === 0) return
  yield `greeting in ${profile.greeting?.length} languages`
  yield `menu in ${profile.persistent_menu?.length} languages`
  yield `first questions in ${profile.ice_breakers?.length} languages`
}

/** English, or else the first language, is what people of every other locale see. */
function profileOf(texts: readonly MenuTexts[]) {
  const fallback = texts.find(({ language }) => language === 'en') ?? texts[0]
  const localised = texts.flatMap((text) => {
    const locale = text === fallback ? 'default' : LOCALES[text.language]
    return locale === undefined ? [] : [{ ...text, locale }]
  })
  return {
    get_started: { payload: GET_STARTED },
    ...(fallback && {
      greeting: localised.map(({ locale, greeting }) => ({ locale, text: fit(greeting, LIMITS.greeting) })),
      persistent_menu: localised.map(({ locale, menu }) => ({
        locale,
        composer_input_disabled: false,
        call_to_actions: menu.slice(0, LIMITS.menu).map(({ value, label }) => ({ type: 'postback', title: fit(label, LIMITS.menuTitle), payload: value })),
      })),
      ice_breakers: localised.map(({ locale, starters }) => ({
        locale,
        call_to_actions: starters.slice(0, LIMITS.starters).map(({ value, label }) => ({ question: fit(label, LIMITS.question), payload: value })),
      })),
    }),
  }
}
