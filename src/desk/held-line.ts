// A counsellor's line that waits: as it is kept, as it goes out, and the neutral line that goes before it.
import type { Channel } from '../../channels/contract.ts'
import { OPENING_BUTTONS } from '../contact/opening.ts'
import type { Asks } from '../contact/opening.ts'
import { isLanguage } from '../knowledge/languages.ts'
import type { Runtime } from '../runtime.ts'
import type { LockedConversation, NewLine } from '../store/counselling.ts'
import type { HeldLine } from '../store/held-lines.ts'

const STAFF_LANGUAGE = 'ja'

/** What the desk itself asks stands in the person's language already. */
export function asLine({ id, staff_id, text, translation, discreet, article, question }: Pick<HeldLine, 'id' | 'staff_id' | 'text' | 'translation' | 'discreet' | 'article'> & { readonly question?: HeldLine['question'] }, channel: Channel | undefined, newId: () => string, language = STAFF_LANGUAGE): NewLine {
  return {
    id, author: staff_id === null ? 'system' : 'counsellor', staff: staff_id, text, language: staff_id === null ? language : STAFF_LANGUAGE, ...(question && { choices: question.choices }), ...(translation && { translation }),
    ...(discreet && channel?.capabilities.discreet && { discreet }), ...(article && { article }), delivery: channel?.send ? newId() : null,
  }
}

/** Says nothing of the desk or of any matter, and arrives without a sound where the channel can do that. */
export function openingLine({ content, newId, accounts }: Pick<Runtime, 'content' | 'newId' | 'accounts'>, { language: known, account_id }: LockedConversation, asks: Asks): NewLine {
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
