// Everything a log can say: the events by name, and the fields beside them, each with the form its values have. What has another form is not written.

/** Names are kept from release to release: people search for them. */
export const LOG_EVENTS = [
  'started', 'stopped', 'alert raised', 'alert over', 'administrators not told',
  'a body was not written to', 'a channel threw while rendering', 'a channel threw while sending', 'a chore failed', 'a partner was not written to',
  'a published article is not of the form this release reads', 'a questionnaire is not of the form this release reads', 'a reply was not noted in its case',
  'an inquirer was not told by e-mail', 'articles changed', 'articles not read again', 'cases were not told', 'fetching was interrupted', 'media not fetched yet',
  'a connection that was set on the page cannot be used', 'menu not shown', 'menus and greeting were not put up', 'the connections were not read again', 'not delivered', 'not paged', 'not reminded', 'not told', 'not translated yet', 'profile not available', 'queue', 'request failed',
  'result not saved; it is sent again when the lease ends', 'results not saved; they are sent again when the lease ends', 'set aside without an answer', 'sign of life not shown',
  'something fetched cannot be read', 'stream', 'sweep failed', 'the backup failed', 'the keys that prove a webhook genuine cannot be had',
  'the platform does not say how the account stands', 'the platform told no entry link', 'turn failed', 'unreadable webhook body',
  'wake failed; the sweep will find the work', 'work failed; the sweep will find it', 'worker',
] as const
export type LogEvent = (typeof LOG_EVENTS)[number]

const COUNT = /^\d{1,15}$/
/** A UUID, or the number of a row. */
const ID = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{1,19})$/
/** A name that stands in the code or in a file of ours. */
const NAME = /^[A-Za-z][\w.: -]{0,60}$/
/** What a part of the desk, or an error's name, says in its own words: no address, no long number, nothing of another script. */
const REASON = /^(?!.*\d{5})[A-Za-z][\w .:;,()'/-]{0,100}$/
const TRUTH = /^(true|false)$/

export const LOG_FIELDS = {
  account: NAME, alarm: ID, alert: NAME, attempt: COUNT, attempts: COUNT, certain: TRUTH, chore: NAME, code: NAME, conversation: ID, conversations: ID, delivery: ID, device: ID, event: ID, failures: COUNT, incident: ID,
  media: ID, medium: NAME, message: ID, method: NAME, number: COUNT, page: ID, published: COUNT, questionnaire: NAME, reason: REASON, reminder: NAME, reply: ID, request: ID, route: /^\/[\w/:*.-]{0,120}$/,
  setAside: TRUTH, status: NAME, subject: NAME, topic: NAME, topics: COUNT, tries: COUNT, version: /^\d+\.\d+\.\d+[\w.-]*$/, why: NAME, work: NAME,
} as const satisfies Readonly<Record<string, RegExp>>
export type LogField = keyof typeof LOG_FIELDS

type Value = string | number | boolean | null | undefined
export type LogFields = Readonly<Partial<Record<LogField, Value | readonly string[]>>>
