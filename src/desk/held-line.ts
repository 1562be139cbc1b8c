// A counsellor's line that waits: as it is kept, as it goes out, and the neutral line that goes before it.
import type { Channel } from '../../channels/contract.ts'
import { OPENING_BUTTONS } from '../contact/opening.ts'
import type { Asks } from '../contact/opening.ts'
import { isLanguage } from '../knowledge/languages.ts'
import type { Runtime } from '../runtime.ts'
import type { LockedConversation, NewLine } from '../store/counselling.ts'
import type { HeldLine } from '../store/held-lines.ts'

const STAFF_LANGUAGE = 'ja'

type Written = Pick<HeldLine, 'id' | 'staff_id' | 'text' | 'translation' | 'discreet' | 'article' | 'files'> & { readonly question?: HeldLine['question'] }

/**
 * The words first, then each file as a line of its own, all in one delivery. Without words the first file has the id.
 * What the desk itself asks (nobody's of the staff) stands in the person's `language` already.
 */
export function asLines({ id, staff_id, text, translation, discreet, article, files, question }: Written, channel: Channel | undefined, newId: () => string, language = STAFF_LANGUAGE): NewLine[] {
  const author = staff_id === null ? 'system' as const : 'counsellor' as const
  const common = { author, staff: staff_id, ...(discreet && channel?.capabilities.discreet && { discreet }), delivery: channel?.send ? newId() : null }
  const said = text === '' ? [] : [{ ...common, id, text, language: staff_id === null ? language : STAFF_LANGUAGE, ...(question && { choices: question.choices }), ...(translation && { translation }), ...(article && { article }) }]
  const sent = (files ?? []).map((file, i) => ({ ...common, id: text === '' && i === 0 ? id : newId(), text: file.name, language: STAFF_LANGUAGE, file }))
  return [...said, ...sent]
}

/** Says nothing of the desk or of any matter, and arrives without a sound where the channel can do that. */
export function openingLine({ content, newId, accounts }: Pick<Runtime, 'content' | 'newId' | 'accounts'>, { language: known, account_id }: Pick<LockedConversation, 'language' | 'account_id'>, asks: Asks): NewLine {
  const language = known !== null && isLanguage(known) ? known : 'en'
  const channel = accounts.get(account_id)?.channel
  const key = asks === 'word' ? 'check.word' : 'check.opening'
  return {
    id: newId(), author: 'system', staff: null, text: content.words(language, key), language,
    ...(language !== 'ja' && { translation: { language: 'ja', text: content.words('ja', key), source: 'reviewed' as const } }),
    ...(asks === 'yes' && { choices: OPENING_BUTTONS.map(({ value, key: label }) => ({ value, label: content.words(language, label) })) }),
    ...(channel?.capabilities.discreet && { discreet: true }),
    delivery: channel?.send ? newId() : null,
  }
}
