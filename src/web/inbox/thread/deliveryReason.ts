// Why a line did not arrive, in the desk's words. Channels say it in short technical English.
import i18next from 'i18next'
import type ja from '../../../../locales/desk/ja.json'

type Reason = keyof typeof ja.reason

/** The first that fits; what nothing fits is shown as the channel said it. */
const KNOWN: readonly (readonly [said: RegExp, reason: Reason])[] = [
  [/left quietly/i, 'leftQuietly'],
  [/mail: this person cannot be reached/i, 'noMailbox'],
  [/mailbox is full/i, 'mailboxFull'],
  [/came back/i, 'cameBack'],
  [/unwanted/i, 'unwanted'],
  [/quota/i, 'quota'],
  [/window/i, 'window'],
  [/another program/i, 'held'],
  [/(page|account) is (blocked|restricted)/i, 'restricted'],
  [/person cannot be reached|blocked|has left/i, 'gone'],
  [/access refused/i, 'access'],
  [/rate limit|too many|asks to wait/i, 'busy'],
  [/not reachable/i, 'unreachable'],
  [/no answer/i, 'noAnswer'],
  [/temporary|error 5\d\d|cannot be read/i, 'trouble'],
  [/not configured/i, 'unconfigured'],
  [/unforeseen/i, 'unforeseen'],
  [/refused/i, 'rejected'],
]

export function deliveryReason(said: string): string {
  const reason = KNOWN.find(([pattern]) => pattern.test(said))?.[1]
  return reason === undefined ? said : i18next.t(`reason.${reason}`)
}
