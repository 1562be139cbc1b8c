// People who write while everything fails, on LINE, Messenger and by mail, each in their own order; and what became of every line of theirs.
import { createHmac, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { mailText, proven } from '../mails.ts'
import { lineUser } from '../platforms/line.ts'
import { messengerPsid } from '../platforms/messenger.ts'
import { picture } from '../media-files.ts'
import { MAIL_KEY, SECRET } from './estate.ts'
import type { Estate } from './estate.ts'
import { nameSeal } from '../store.ts'

const LINE_PEOPLE = 8
const MESSENGER_PEOPLE = 4
/** A platform sends again what nobody took, after so long. */
const AGAIN_MS = 1_000
/** Of every so many messages on LINE one is a photo. */
const PHOTO_EVERY = 6
const PATIENCE_MS = 180_000

interface Sent { readonly id: string; readonly at: number; acknowledged: boolean }
interface Person { readonly account: 'line' | 'messenger' | 'email'; readonly address: string; readonly sent: Sent[] }

/** Of everything that was written while one fault lasted. `longestMs`: from the first try to hand a message over to its answer. */
export interface Verdict {
  readonly sent: number
  readonly acknowledged: number
  readonly lost: number
  readonly unanswered: number
  readonly doubled: number
  /** Of `doubled`: by mail, where nobody can tell. */
  readonly mailsDoubled: number
  readonly ordered: boolean
  readonly longestMs: number
  readonly photosMissing: number
  readonly untranslated: number
}

export interface Load {
  /** Ends the writing, waits until all that was acknowledged has been answered or nothing moves any more, and counts. */
  verdict(): Promise<Verdict>
}

export async function startLoad(estate: Estate): Promise<Load> {
  const mark = randomUUID().slice(0, 8)
  const over = new AbortController()
  const photo = await picture().jpeg().toBuffer()
  const people: Person[] = []
  const person = (account: Person['account'], address: string): Person => {
    const one = { account, address, sent: [] }
    people.push(one)
    return one
  }
  const pushed = async (one: Person, id: string, post: (again: boolean) => Promise<number>) => {
    const sent: Sent = { id, at: Date.now(), acknowledged: false }
    one.sent.push(sent)
    for (let tries = 0; !sent.acknowledged && Date.now() - sent.at < PATIENCE_MS; tries++) {
      if (tries > 0) await sleep(AGAIN_MS)
      sent.acknowledged = await post(tries > 0).then((status) => status === 200, () => false)
    }
  }
  const lines = Array.from({ length: LINE_PEOPLE }, async (_, n) => {
    const user = lineUser(`${mark} ${n}`)
    const one = person('line', user)
    for (let i = 0; !over.signal.aborted; i++) {
      const event = i % PHOTO_EVERY === PHOTO_EVERY - 1 ? estate.line.imageEvent({ user }) : estate.line.textEvent({ user, text: `question ${mark} ${i}` })
      if (event.message.type === 'image') estate.line.contents.set(event.message.id, { bytes: photo })
      await pushed(one, event.message.id, async (again) => (await estate.line.deliver(`${estate.url}/webhooks/line`, [event], { secret: SECRET, redelivery: again, timeoutMs: 5_000 })).status)
      await sleep(200 + Math.random() * 500)
    }
  })
  const messengers = Array.from({ length: MESSENGER_PEOPLE }, async (_, n) => {
    const psid = messengerPsid(`${mark} ${n}`)
    const one = person('messenger', psid)
    for (let i = 0; !over.signal.aborted; i++) {
      const event = estate.messenger.textEvent({ psid, text: `question ${mark} ${i}` })
      await pushed(one, event.message.mid, async () => (await estate.messenger.deliver(`${estate.url}/webhooks/messenger`, [event], { tries: 1, timeoutMs: 5_000 })).status)
      await sleep(300 + Math.random() * 600)
    }
  })
  const mails = async () => {
    for (let i = 0; !over.signal.aborted; i++) {
      const address = `${mark}.${i}@phone.example`
      const one = person('email', address)
      const raw = mailText({ from: address, text: `question ${mark} ${i}`, headers: [proven('phone.example')], id: `<${mark}.${i}@phone.example>` })
      await pushed(one, `<${mark}.${i}@phone.example>`, async () => {
        const timestamp = String(Math.floor(Date.now() / 1000))
        const signature = createHmac('sha256', MAIL_KEY).update(`${timestamp}.`).update(raw).digest('hex')
        const response = await fetch(`${estate.url}/webhooks/email`, { method: 'POST', body: Buffer.from(raw, 'latin1'), headers: { 'content-type': 'message/rfc822', 'x-timestamp': timestamp, 'x-signature': signature }, signal: AbortSignal.timeout(5_000) })
        return response.status
      })
      await sleep(1_500)
    }
  }
  const writing = Promise.all([...lines, ...messengers, mails()])
  return {
    async verdict() {
      over.abort()
      await writing
      return counted(estate, people)
    },
  }
}

interface Told { readonly account_id: string; readonly address: string; readonly id: string; readonly seq: number }
interface Outbox { readonly account_id: string; readonly address: string; readonly payloads: number; readonly deliveries: number; readonly open: number }

async function counted({ notebook, line, messenger, smtp }: Estate, people: readonly Person[]): Promise<Verdict> {
  const addresses = people.map(({ address }) => nameSeal(address))
  const answersOf = ({ account, address }: Person): number[] => (account === 'line' ? line.sent.filter(({ to }) => to === address).map(({ at }) => at.getTime())
    : account === 'messenger' ? messenger.sent.filter(({ psid }) => psid === address).map(({ at }) => at.getTime())
      : smtp.sent.filter(({ to }) => to === address).map(() => NaN))
  const log = () => notebook.query<Told>(`SELECT c.account_id, c.address, m.external_id AS id, m.seq FROM message m JOIN conversation c ON c.id = m.conversation_id
    WHERE c.address = ANY($1) AND m.author = 'worker' ORDER BY c.id, m.seq`, [addresses])
  const outbox = () => notebook.query<Outbox>(`SELECT c.account_id, c.address, sum(d.payloads_sent)::int AS payloads, count(*)::int AS deliveries, (count(*) FILTER (WHERE d.status = 'pending'))::int AS open
    FROM delivery d JOIN conversation c ON c.id = d.conversation_id WHERE c.address = ANY($1) GROUP BY 1, 2`, [addresses])
  const waiting = async () => (await notebook.query<{ n: number }>(`SELECT (count(*) FILTER (WHERE f.status = 'pending'))::int AS n FROM media f JOIN message m ON m.id = f.message_id JOIN conversation c ON c.id = m.conversation_id WHERE c.address = ANY($1)`, [addresses]))[0]?.n ?? 0
  const undone = async () => (await notebook.query<{ n: number }>(`SELECT count(*)::int AS n FROM event e JOIN conversation c ON c.id = e.conversation_id WHERE e.done_at IS NULL AND c.address = ANY($1)`, [addresses]))[0]?.n ?? 0
  const untranslated = async () => (await notebook.query<{ n: number }>(`SELECT count(*)::int AS n FROM message m JOIN conversation c ON c.id = m.conversation_id WHERE c.address = ANY($1) AND m.translate_at IS NOT NULL`, [addresses]))[0]?.n ?? 0
  // Where a message was set aside the guide tells them so, and is silent from then on.
  const handedOver = () => notebook.query<{ account_id: string; address: string; after: number }>(`SELECT c.account_id, c.address, min(t.after_seq) AS after FROM thread_event t JOIN conversation c ON c.id = t.conversation_id
    WHERE t.type = 'setAside' AND c.address = ANY($1) GROUP BY 1, 2`, [addresses])
  // However long it takes, while it goes on.
  for (let [waited, before] = [0, Infinity]; waited < PATIENCE_MS; waited += 500) {
    const rest = (await Promise.all([undone(), waiting(), untranslated(), outbox().then((rows) => rows.reduce((sum, { open }) => sum + open, 0))])).reduce((sum, n) => sum + n, 0)
    if (rest === 0) break
    if (rest < before) [waited, before] = [0, rest]
    await sleep(500)
  }
  // What would come twice comes now.
  await sleep(2_000)
  const [lines, sent, left] = [await log(), await outbox(), await handedOver()]
  const total = { sent: 0, acknowledged: 0, lost: 0, unanswered: 0, doubled: 0, mailsDoubled: 0, ordered: true, longestMs: 0 }
  for (const one of people) {
    const own = lines.filter(({ account_id, address }) => account_id === one.account && address === nameSeal(one.address))
    const place = new Map(one.sent.map(({ id }, i) => [id, i]))
    const taken = one.sent.filter(({ acknowledged }) => acknowledged)
    const row = sent.find(({ account_id, address }) => account_id === one.account && address === nameSeal(one.address))
    const aside = left.find(({ account_id, address }) => account_id === one.account && address === nameSeal(one.address))
    const answerable = aside ? own.filter(({ seq }) => seq <= aside.after).length + 1 : own.length
    const answers = answersOf(one)
    total.sent += one.sent.length
    total.acknowledged += taken.length
    total.lost += taken.filter(({ id }) => !own.some((logged) => logged.id === id)).length
    // A line that stands twice, and a call to the platform beyond those that the outbox knows of.
    const twice = own.length - new Set(own.map(({ id }) => id)).size + Math.max(0, answers.length - (row?.payloads ?? 0))
    total.doubled += twice
    if (one.account === 'email') total.mailsDoubled += twice
    total.unanswered += Math.max(0, answerable - (row?.deliveries ?? 0)) + (row?.open ?? 0)
    total.ordered &&= own.every(({ id }, i) => i === 0 || (place.get(id) ?? 0) >= (place.get(own[i - 1]?.id ?? '') ?? 0))
    if (answers.length === one.sent.length) for (const [i, { at }] of one.sent.entries()) total.longestMs = Math.max(total.longestMs, (answers[i] ?? 0) - at || 0)
  }
  const [missing] = await notebook.query<{ n: number }>(`SELECT count(*)::int AS n FROM media f JOIN message m ON m.id = f.message_id JOIN conversation c ON c.id = m.conversation_id WHERE c.address = ANY($1) AND f.status <> 'stored'`, [addresses])
  return { ...total, photosMissing: missing?.n ?? 0, untranslated: await untranslated() }
}
