// Plays a month through the very road a message takes: events are accepted, turns are taken, counsellors act, each at its own time.
import { randomUUID } from 'node:crypto'
import type { InboundEvent } from '../../../channels/contract.ts'
import { Act, Opening } from '../../cases/acts.ts'
import { acknowledge } from '../../desk/acknowledge.ts'
import { actOnCase } from '../../desk/act-on-case.ts'
import { giveBack } from '../../desk/give-back.ts'
import { openNewCase } from '../../desk/open-case.ts'
import { noteFact } from '../../desk/note-fact.ts'
import { releaseDue } from '../../desk/release.ts'
import { reply } from '../../desk/reply.ts'
import { takeOver } from '../../desk/take-over.ts'
import { createAcceptor } from '../../gateway/accept.ts'
import { createDeliverer } from '../../gateway/deliver.ts'
import { runTurns } from '../../gateway/run-turns.ts'
import { DAY_MS, dayInJapan, startOfDay } from '../../hours/timetable.ts'
import { keepTime } from '../../jobs/cases.ts'
import { createPager } from '../../jobs/page.ts'
import { translateWaiting } from '../../jobs/translate.ts'
import { isFactName } from '../../people/facts.ts'
import type { Runtime } from '../../runtime.ts'
import { raiseForCases } from '../../store/alarms.ts'
import { casesOfConversation } from '../../store/cases.ts'
import { conversationAt, findConversation } from '../../store/conversations.ts'
import { pageTo } from '../../store/pages.ts'
import type { Reader } from '../../store/visible.ts'
import { minutesOf } from './story.ts'
import type { Step, Story } from './story.ts'

const MINUTE_MS = 60_000
const NOBODY: Reader = { id: '', roles: [] }

/** The desk's clock, put to where the story is. */
export interface Clock { at: Date | null }

interface Moment { readonly at: Date; readonly story: Story; readonly step: Step; readonly first: boolean }

/** `readers`: by the key of a colleague. `told` hears how far it is. */
export async function playMonth(runtime: Runtime, clock: Clock, stories: readonly Story[], readers: ReadonlyMap<string, Reader>, until: Date, told: (done: number, all: number) => void): Promise<void> {
  const moments = stories.flatMap((story) => momentsOf(story, until)).filter(({ at }) => at <= until).toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const desk = openDesk(runtime, readers, clock)
  for (const [i, moment] of moments.entries()) {
    clock.at = moment.at
    await desk.play(moment)
    told(i + 1, moments.length)
  }
  clock.at = null
}

function momentsOf(story: Story, until: Date): Moment[] {
  let at = beginOf(story, until).getTime()
  return story.steps.map((step, i) => {
    if (i > 0) at += minutesOf(step.after) * MINUTE_MS
    return { at: new Date(at), story, step, first: i === 0 }
  })
}

function beginOf({ ago, at }: Story, until: Date): Date {
  if (at === undefined) return new Date(until.getTime() - minutesOf(ago) * MINUTE_MS)
  return new Date(startOfDay(dayInJapan(until)).getTime() - minutesOf(ago) * MINUTE_MS + timeOfDay(at))
}

function timeOfDay(at: string): number {
  const [hours = 0, minutes = 0] = at.split(':').map(Number)
  return (hours * 60 + minutes) * MINUTE_MS
}

function openDesk(runtime: Runtime, readers: ReadonlyMap<string, Reader>, clock: Clock) {
  const { db, accounts, now } = runtime
  const acceptor = createAcceptor(runtime)
  const deliverer = createDeliverer(runtime)
  const pager = createPager(runtime)
  /** Who answers in each story. */
  const answering = new Map<string, Reader>()

  const readerOf = (key: string): Reader => {
    const reader = readers.get(key)
    if (!reader) throw new Error(`the demonstration has no colleague ${key}`)
    return reader
  }
  const conversationOf = async ({ channel, person }: Story): Promise<string> => {
    const id = await conversationAt(db, channel, addressOf(person))
    if (id === null) throw new Error(`${person} has not written yet`)
    return id
  }
  const caseOf = async (story: Story): Promise<string> => {
    const [found] = await casesOfConversation(db, answering.get(story.person) ?? NOBODY, await conversationOf(story))
    if (!found) throw new Error(`${story.person} has no case`)
    return found.id
  }
  const settle = async () => {
    await runTurns(runtime, deliverer)
    await deliverer.done()
    await deliverer.deliverDue()
    await translateWaiting(runtime)
    await pager.page()
    await keepTime(runtime, (tx, cases) => raiseForCases(tx, cases, now()))
  }

  async function arrive(story: Story, event: InboundEvent): Promise<void> {
    const account = accounts.get(story.channel)
    if (!account) throw new Error(`no account ${story.channel}`)
    await acceptor.events(account, [event])
  }
  async function act(story: Story, step: Step): Promise<void> {
    const me = answering.get(story.person)
    const base = { id: randomUUID(), person: addressOf(story.person), at: now().toISOString(), redelivered: false, ...(story.code !== undefined && { code: story.code }) }
    if (step.joins !== undefined) return arrive(story, { ...base, type: 'joined', locale: step.joins })
    if (step.worker !== undefined) return arrive(story, { ...base, type: 'message', message: base.id, content: { type: 'text', text: step.worker } })
    if (step.tap !== undefined) return arrive(story, { ...base, type: 'choice', value: step.tap })
    const conversation = await conversationOf(story)
    if (step.take !== undefined) {
      answering.set(story.person, readerOf(step.take))
      return done(await takeOver(runtime, readerOf(step.take), conversation), story)
    }
    if (step.acknowledge !== undefined) {
      const reader = readerOf(step.acknowledge)
      answering.set(story.person, reader)
      const page = await pageTo(db, reader.id, conversation)
      return done(page && await acknowledge(runtime, page), story)
    }
    if (!me) throw new Error(`nobody answers ${story.person}`)
    if (step.reply !== undefined) {
      const japanese = story.language === 'ja'
      const sent = await reply(runtime, me, conversation, {
        id: base.id, text: japanese ? step.reply : step.ja ?? '', translation: japanese ? null : step.reply, asIs: japanese, discreet: false, override: false, article: null, files: [], seen: null,
      })
      return done(typeof sent === 'object' && sent !== null ? 'done' : sent, story)
    }
    if (step.told) return tell(story, me, conversation, step.told)
    if (step.give !== undefined) return done(await giveBack(runtime, me, conversation), story)
    if (step.open) {
      const opening = Opening.parse({ ...step.open, asker: { kind: 'worker' }, origin: 'counsellor', way: 'conversation', here: true, companies: story.code === undefined ? [] : [story.code] })
      return done(await openNewCase(runtime, me, { conversation, language: story.language, opening }) && 'done', story)
    }
    if (step.act) {
      const id = await caseOf(story)
      // What a sign of danger opened is nobody's yet.
      await actOnCase(runtime, me, id, { type: 'take' })
      return done(await actOnCase(runtime, me, id, Act.parse(withDays(step.act, now()))), story)
    }
  }
  async function tell(story: Story, me: Reader, conversation: string, told: Readonly<Record<string, unknown>>): Promise<void> {
    const found = await findConversation(db, me, conversation)
    for (const [field, value] of Object.entries(told)) {
      if (!found || !isFactName(field)) throw new Error(`${story.person} cannot have ${field}`)
      const whole = typeof value === 'object' && value !== null && !Array.isArray(value) ? withDays({ ...value }, now()) : value
      done(await noteFact(runtime, me, found.person_id, { field, status: 'known', value: whole, base: 0, conversation }), story)
    }
  }
  return {
    async play({ story, step }: Moment) {
      await act(story, step)
      await settle()
      // Nobody takes a reply back.
      clock.at = new Date(now().getTime() + runtime.config.undoSeconds * 1_000)
      await releaseDue(runtime)
      await settle()
    },
  }
}

function done(result: string | null, { person }: Story): void {
  if (result !== 'done') throw new Error(`the demonstration stopped at ${person}: ${result ?? 'not found'}`)
}

/** Each person writes from one account of their own. */
const addressOf = (person: string) => `demo-${person}`

/** `+22` is the day so many days from now, in Japan. */
function withDays(act: Record<string, unknown>, now: Date): Record<string, unknown> {
  return Object.fromEntries(Object.entries(act).map(([name, value]) => {
    const days = typeof value === 'string' ? /^\+(\d+)$/.exec(value)?.[1] : undefined
    return [name, days === undefined ? value : dayInJapan(new Date(now.getTime() + Number(days) * DAY_MS))]
  }))
}
