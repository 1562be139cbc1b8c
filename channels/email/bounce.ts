// Mails of servers about mails of ours: not delivered, late, complained about, opened (RFC 3464, 5965, 8098), and the many that keep to no standard.
import { addressesIn, canonicalAddress, messageIdsIn } from './address.ts'
import { readHeader } from './header.ts'
import type { Mail } from './mail.ts'
import { contentOf, textOf } from './mime.ts'
import type { Part } from './mime.ts'

/** `status` is an enhanced status code (RFC 3463), such as 5.1.1. */
export interface Report {
  readonly outcome: 'failed' | 'delayed' | 'other' | 'complaint'
  readonly status: string | null
  /** Message-IDs and addresses that stand anywhere in it: ours are among them. */
  readonly ids: readonly string[]
  readonly addresses: readonly string[]
}

const REPORT_TYPES = /^message\/(?:global-)?(?:delivery-status|disposition-notification|feedback-report|partial-delivery-status)$/
const DAEMON = /mailer-?daemon|post_?master@|mail-?daemon|^mailer@|^mmdf@|^uucp@|^root@|^mdaemon@|mail[ _-]?delivery|mail(?:er)? (?:administrator|system|router)|delivery (?:subsystem|system)|postoffice|email[ _-]?bot|mail server|system administrator|postmaster/i
const NO_REPLY = /^(?:no|do-?not)-?reply@/i
const SUBJECT = /undeliver|un-deliver|unable to deliver|could ?n[o']t be (?:sent|delivered)|not be(?:en)? delivered|deliver(?:y|able).{0,20}(?:fail|problem|error|status|notif|report|delay|unsuccess|not)|fail(?:ed|ure).{0,20}(?:deliver|notice|notification)|mail (?:could|was) not|could not send|(?:mail|message).{0,12}(?:failed|failure|rejected|bounced|status report|delayed)|returned (?:mail|message|e-?mail|to sender)|(?:mail|message) (?:return|system error)|non[- ]?(?:delivery|remis)|nondeliver|rejected (?:mail|message)|(?:permanent|warning|delivery).{0,25}(?:error|fail|undeliv|delay)|warning: (?:message|could not)|^(?:ndn|failure|bounce|error in|dsn):?|mail error|user unknown|address unknown|(?:unbekannt|unzustell)|送信できません|配信(?:不能|失敗|エラー|できません)|送信(?:エラー|失敗|不能)|エラーメール|メール.{0,10}(?:エラー|できません)|系统退信|退信|发送失败|không (?:gửi|thể gửi)|tidak (?:terkirim|dapat)|no se (?:ha podido|pudo) entregar|não (?:foi|pôde ser) entregue|mailbox (?:is )?full|complaint about|abuse report|feedback report|disposition notification|considered unsolicited/i
const BODY = /user unknown|unknown user|no such (?:user|mailbox|address|recipient)|could not be delivered|couldn'?t be delivered|was not delivered|undeliverable|delivery (?:to the following|has failed|failed|status notification)|fatal errors|permanent error|recipient(?:'s)? (?:address|mailbox|unknown|rejected)|mailbox (?:is )?(?:full|unavailable|exceeds|not found|quota)|over ?quota|quota exceeded|does not (?:exist|like recipient)|(?:address|account|mailbox).{0,20}(?:disabled|inactive|not exist|rejected|unknown)|returned (?:message|to sender)|unable to deliver|failed recipient|host (?:unknown|not found)|\b[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}|^[ \t]*Action: |\b55[0-4] |\bsmtp; ?[45]\d\d|次の(?:あて先|宛先)|送信できません|配信できません|見つかりません|あて先不明|受信者不明|宛先が/im

const LOOKED_AT = 400_000

/** A report by its form, or by its sender and words. */
export function isBounceLike(mail: Mail): boolean {
  const { root, header, subject } = mail
  if (root.type === 'multipart/report' || partsOf(root).some(({ type }) => REPORT_TYPES.test(type))) return true
  if (header.has('x-failed-recipients')) return true
  const isNobody = ['', '<>'].includes((header.all('return-path')[0] ?? 'x').replace(/\s/g, ''))
  const isDaemon = DAEMON.test(mail.from?.address ?? '') || DAEMON.test(header.text('from'))
  const isMachine = isDaemon || (isNobody && NO_REPLY.test(mail.from?.address ?? ''))
  if (!isNobody && !isDaemon) return false
  return SUBJECT.test(subject) || (isMachine && BODY.test(mail.whole.slice(0, LOOKED_AT)))
}

export function reportOf(mail: Mail): Report | null {
  if (!isBounceLike(mail)) return null
  const parts = partsOf(mail.root)
  const text = parts.map(shown).join('\n').slice(0, LOOKED_AT)
  const fields = parts.filter(({ type }) => REPORT_TYPES.test(type)).map(shown).join('\n')
  const actions = [...fields.matchAll(/^action:\s*([a-z]+)/gim)].map((hit) => hit[1]?.toLowerCase())
  const status = /^status:\s*([245]\.\d{1,3}\.\d{1,3})/im.exec(fields)?.[1] ?? /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(mail.whole)?.[0] ?? spoken(mail.whole)
  return {
    outcome: outcomeOf(parts, actions, mail), status,
    ids: messageIdsIn([...text.matchAll(/<[^<>\s]{1,300}@[^<>\s]{1,255}>/g)].map(([id]) => id).join(' ')),
    addresses: addressesOf(text, parts),
  }
}

function outcomeOf(parts: readonly Part[], actions: readonly (string | undefined)[], { root, subject }: Mail): Report['outcome'] {
  if (parts.some(({ type }) => type === 'message/feedback-report')) return 'complaint'
  if (parts.some(({ type }) => type.includes('disposition-notification')) || root.parameters['report-type']?.includes('disposition')) return 'other'
  if (actions.includes('failed')) return 'failed'
  if (actions.includes('delayed') || /delay|warning|still (?:being|trying)/i.test(subject)) return 'delayed'
  return actions.length > 0 ? 'other' : 'failed'
}

/** Without a code, by the words. */
function spoken(text: string): string | null {
  if (/user unknown|unknown user|no such (?:user|mailbox|recipient)|does not exist|あて先不明|宛先.{0,12}(?:見つかりません|存在しません)/i.test(text)) return '5.1.1'
  if (/(?:mailbox|quota).{0,20}(?:full|exceeded)|over ?quota/i.test(text)) return '5.2.2'
  return null
}

function partsOf(part: Part): Part[] {
  return part.parts.length === 0 ? [part] : part.parts.flatMap(partsOf)
}

/** A returned mail is read as the text it is. */
function shown(part: Part): string {
  if (part.type.startsWith('text/')) return textOf(part).slice(0, LOOKED_AT)
  return part.type.startsWith('message/') ? contentOf(part).toString('latin1').slice(0, LOOKED_AT) : ''
}

const MOST = 100

function addressesOf(text: string, parts: readonly Part[]): string[] {
  const returned = parts.filter(({ type }) => type === 'message/rfc822').map((part) => readHeader(contentOf(part).subarray(0, LOOKED_AT)))
  const named = [...text.matchAll(/[^\s@<>"(),:;[\]\\]{1,64}@[\p{L}\p{N}.-]{1,255}[\p{L}\p{N}]/gu)].map(([found]) => canonicalAddress(found))
  const listed = returned.flatMap((header) => header.all('to').flatMap(addressesIn)).map(({ address }) => address)
  return [...new Set([...listed, ...named.filter((address) => address !== null)])].slice(0, MOST)
}
