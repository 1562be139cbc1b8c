// Sends what goes to many: hands a few at a time to the outbox, as quickly as each account may, and looks at every rule again before.
import type { Account, Runtime } from '../runtime.ts'
import type { Deliverer } from '../gateway/deliver.ts'
import { newsLine, readIn } from '../gateway/news-line.ts'
import { openingLine } from '../desk/held-line.ts'
import { daytimeOf } from '../desk/outreach-reach.ts'
import { reachOf } from '../desk/reach.ts'
import { asksFor } from '../contact/opening.ts'
import { termsOf } from '../contact/terms.ts'
import { outreachTo } from '../outreach/reach.ts'
import { accountsHealth } from '../store/health.ts'
import type { OutreachRow } from '../store/outreach.ts'
import { runningOutreach } from '../store/outreach.ts'
import { backlog, endOutreach, giveUpWaiting, handDue, outreachWaits, writeRecipients } from '../store/outreach-recipients.ts'
import type { DueRecipient, Handing } from '../store/outreach-recipients.ts'

const AT_ONCE = 100
/** So many seconds of sending lie ready in the outbox: little enough that a pause is one. */
const AHEAD_SECONDS = 2
const MENDING_MS = 600_000
/** A message that the platform does not take for so long is looked at again by a person. */
const MINUTES_IN_OUTBOX = 15

/** Looks for more to hand over after so many looks at what may be sent. */
const LOOKS = 4

/** Until when the places of an account are given away, in milliseconds since 1970. */
type Places = Map<string, number>

/** @returns a function that works until nothing is left that may go now */
export function createOutreach(runtime: Runtime, deliverer: Deliverer): (signal: AbortSignal) => Promise<void> {
  const places: Places = new Map()
  return async (signal) => {
    while (!signal.aborted && await outreachWaits(runtime.db, runtime.now())) {
      await giveUpWaiting(runtime.db, MINUTES_IN_OUTBOX)
      let busy = await handAll(runtime, places)
      for (let look = 0; look < LOOKS && !signal.aborted; look++) busy += await deliverer.deliverBulk(paces(runtime))
      for (const row of await runningOutreach(runtime.db, runtime.now())) await endOutreach(runtime.db, row, runtime.now())
      if (busy === 0) return
    }
  }
}

/** Of every account from which people can be written to first. */
export function paces({ accounts, config }: Pick<Runtime, 'accounts' | 'config'>): { account: string; perSecond: number }[] {
  return [...accounts.values()].filter(({ channel }) => channel.send).map(({ id, channel }) => ({ account: id, perSecond: config.outreach.perSecond[channel.type] ?? 1 }))
}

async function handAll(runtime: Runtime, places: Places): Promise<number> {
  const { db, now } = runtime
  const running = await runningOutreach(db, now())
  if (running.length === 0) return 0
  const accounts = paces(runtime)
  const troubled = new Set((await accountsHealth(db)).filter(({ health }) => (health?.problems.length ?? 0) > 0).map(({ id }) => id))
  const waiting = await backlog(db)
  let handed = 0
  for (const row of running) {
    if (row.written_at === null) await writeRecipients(db, row, accounts.map(({ account }) => account), now())
    handed += await handDue(db, row.id, accounts.map(({ account }) => account), AT_ONCE, now(), (recipient) => {
      const handing = handingOf(runtime, row, recipient, troubled)
      if (handing.type !== 'hand' && handing.type !== 'again') return handing
      const account = recipient.account_id ?? ''
      const [ready, perSecond] = [waiting.get(account) ?? 0, accounts.find((one) => one.account === account)?.perSecond ?? 1]
      if (ready < Math.max(1, perSecond * AHEAD_SECONDS)) {
        waiting.set(account, ready + 1)
        return handing
      }
      // Everybody else gets a place of their own: nobody is looked at before there is room.
      const place = Math.max(places.get(account) ?? 0, now().getTime() + 500) + 1_000 / perSecond
      places.set(account, place)
      return { ...who(recipient, handing.language), type: 'later', reason: 'pace', at: new Date(place) }
    })
  }
  return handed
}

const who = ({ home_id, channel }: DueRecipient, language: string | null) => ({ home_id, channel, language })

function handingOf(runtime: Runtime, row: OutreachRow, recipient: DueRecipient, troubled: ReadonlySet<string>): Handing {
  const { content, accounts, config, newId } = runtime
  const now = runtime.now()
  const { conversation_id: conversation, account_id, line_id } = recipient
  const account = accounts.get(account_id ?? '')
  const language = readIn(row.message, recipient.language)
  const named = who(recipient, language)
  if (row.ends_at !== null && row.ends_at <= now) return { ...named, type: 'skip', reason: 'expired' }
  if (recipient.doubled) return { ...named, type: 'skip', reason: 'merged' }
  const windowUntil = account ? reachOf(account.channel.capabilities, recipient.heardAt).botUntil : null
  const outreach = outreachTo({ ...recipient, windowUntil }, row.kind, daytimeOf(config.outreach.hours), now)
  if (outreach.type === 'no') return { ...named, type: 'skip', reason: outreach.reason }
  if (language === null) return { ...named, type: 'skip', reason: 'language' }
  if (outreach.type === 'later') return { ...named, ...outreach }
  if (!account || conversation === null) return { ...named, type: 'skip', reason: 'noChannel' }
  if (troubled.has(account.id)) return { ...named, type: 'later', reason: 'account', at: new Date(now.getTime() + MENDING_MS) }
  if (line_id !== null) return { ...named, type: 'again', line: line_id }
  const { text, japanese, choices, session } = newsLine(row.message, language, content, account.channel.capabilities)
  const quiet = row.kind !== 'disaster' && account.channel.capabilities.discreet
  const id = newId()
  const told = { text, language, choices, japanese }
  const first = outreach.neutral ? neutralLine(runtime, account, recipient) : told
  return {
    ...named, type: 'hand', conversation, japanese: first.japanese, session: outreach.neutral ? null : session,
    line: {
      id, conversation_id: conversation, seq: recipient.last_seq + 1, author: 'system', kind: 'text', text: first.text, language: first.language, external_id: null,
      content: { choices: first.choices, ...(quiet && { discreet: true }) }, danger: null, delivery_id: newId(), translate: false, at: now.toISOString(),
    },
    held: outreach.neutral
      ? {
          id: newId(), staff_id: null, text, translation: japanese === null ? null : { language: 'ja', text: japanese, source: 'reviewed' }, discreet: quiet, article: null, files: null, undoable: false,
          question: { choices, session }, status: 'asked', asks: asksFor(termsOf(recipient.contact), recipient.dangerous, recipient.heardAt, now), due_at: now,
        }
      : null,
  }
}

/** As before everything that we begin. */
function neutralLine(runtime: Runtime, account: Account, { language, dangerous, heardAt, contact }: DueRecipient) {
  const { text, language: told, choices = [], translation } = openingLine(runtime, { language, account_id: account.id }, asksFor(termsOf(contact), dangerous, heardAt, runtime.now()))
  return { text, language: told, choices, japanese: translation?.text ?? null }
}
