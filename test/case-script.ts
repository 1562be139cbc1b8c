// Plays a whole case on a whole desk, from the worker's first message to the question a month later: her phone on one side, a counsellor on the other.
import pg from 'pg'
import { expect } from 'vitest'
import { z } from 'zod'
import type { CaseState } from '../src/cases/state.ts'
import { DESK_HOURS } from '../src/hours/timetable.ts'
import type { CaseDetail, CaseListView, ConsentTextView, SummaryDraft } from '../src/server/api/cases.ts'
import { newId } from '../src/runtime.ts'
import { allAnswered, eventually, openDesk, signIn } from './desk.ts'
import { moveClockBack, moveClockTo } from './moved-clock.ts'
import { lineUser, startLine } from './platforms/line.ts'

const Party = z.strictObject({ type: z.enum(['employer', 'office', 'partner', 'lawyer']), name: z.string(), publicEmployee: z.boolean().default(false) })
const Json = z.record(z.string(), z.unknown())

/** One thing that happens, and what must be true afterwards. */
const Step = z.strictObject({
  /** From now on it is this time in Japan. */
  at: z.string().optional(),
  worker: z.string().optional(),
  /** A button, by what it says on her phone, also one of a line further up. */
  taps: z.string().optional(),
  counsellor: z.enum(['takes the case', 'takes over', 'gives back']).optional(),
  /** In Japanese, and as she reads it. */
  answers: z.strictObject({ ja: z.string(), her: z.string() }).optional(),
  opens: Json.optional(),
  /** The desk makes the text in her language, the counsellor sends it; `given` once she said yes. */
  'asks consent': z.strictObject({ party: Party, items: z.array(z.string()), until: z.string() }).optional(),
  'notes consent': z.enum(['written', 'spoken', 'paper']).optional(),
  does: Json.optional(),
  /** Why what was just done was not allowed. */
  refused: z.string().optional(),
  'her summary': z.strictObject({ ja: z.string(), her: z.string() }).optional(),
  /** Pieces of what then stands on her phone, in order. */
  'she reads': z.array(z.string()).optional(),
  /** Nothing reaches her phone. */
  'she reads nothing': z.literal(true).optional(),
  /** No piece of it stands anywhere on her phone, from the first line on. */
  'she never reads': z.array(z.string()).optional(),
  /** What is then true of the case. */
  case: Json.optional(),
  /** What the desk still has to do in it. */
  tasks: z.array(z.string()).optional(),
  alarm: z.literal(true).optional(),
})
export const CaseScript = z.strictObject({ title: z.string().min(20), worker: z.string(), steps: z.array(Step).min(5) })
type Step = z.infer<typeof Step>

export async function playCase(script: z.infer<typeof CaseScript>): Promise<void> {
  const first = script.steps[0]?.at
  if (first === undefined) throw new Error('a case begins at a time')
  moveClockTo(first)
  const line = await startLine()
  const desk = await openDesk({ LINE_CHANNEL_SECRET: 's', LINE_CHANNEL_ACCESS_TOKEN: line.token, LINE_API_BASE: line.url })
  const db = new pg.Client({ connectionString: desk.databaseUrl })
  try {
    await db.connect()
    const player = await createPlayer(script.worker, line, desk, db)
    for (const [i, step] of script.steps.entries()) {
      try {
        await player.play(step)
      } catch (error) {
        throw new Error(`step ${i + 1} ${JSON.stringify(step)}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
      }
    }
  } finally {
    await db.end()
    await desk.stop()
    await line.close()
    moveClockBack()
  }
}

type Line = Awaited<ReturnType<typeof startLine>>

async function createPlayer(worker: string, line: Line, desk: Awaited<ReturnType<typeof openDesk>>, db: pg.Client) {
  let ask = await signIn(desk)
  await ask('/api/me', { publicName: 'Sato' }, {}, 'PATCH')
  await ask('/api/hours', { usual: DESK_HOURS, languages: {} }, {}, 'PATCH')
  const user = lineUser(worker)
  let read = 0
  let asked: (ConsentTextView & { party: object; items: readonly string[]; until: string }) | null = null
  const phone = () => line.sent.flatMap(({ messages }) => messages.flatMap((one) => (one.type === 'text' && 'text' in one ? [one] : [])))
  const buttons = () => phone().flatMap((one) => one.quickReply?.items ?? []).flatMap(({ action }) => (action.type === 'postback' ? [action] : []))
  const here = async () => (await db.query<{ id: string }>('SELECT id FROM conversation ORDER BY heard_at DESC LIMIT 1')).rows[0]?.id ?? ''
  const cases = async () => [...(await (await ask('/api/cases?list=all')).json() as CaseListView).cases, ...(await (await ask('/api/cases?list=closed')).json() as CaseListView).cases]
  const caseId = async () => (await eventually(async () => (await cases())[0])).id
  const detail = async () => await (await ask(`/api/cases/${await caseId()}`)).json() as CaseDetail
  const post = async (path: string, body: object) => {
    const response = await ask(path, body)
    return response.ok ? null : (await response.json() as { error: string }).error
  }
  const tell = (event: object) => line.deliver(`${desk.url}/webhooks/line`, [event], { secret: 's' })
  const reply = (ja: string, her: string) => here().then((id) => post(`/api/conversations/${id}/replies`, { id: newId(), text: ja, translation: her }))

  /** `$decision`, `$consent` and `$task:followUp` are the newest of their kind. */
  const named = (value: unknown, state: CaseState): unknown => {
    if (value === '$decision') return state.decisions.at(-1)?.id
    if (value === '$consent') return state.consents.at(-1)?.id
    if (typeof value === 'string' && value.startsWith('$task:')) return state.tasks.find(({ kind }) => kind === value.slice(6))?.id
    return value
  }

  const act = async (wanted: Record<string, unknown>) => {
    const { state } = await detail()
    return post(`/api/cases/${await caseId()}/acts`, Object.fromEntries(Object.entries(wanted).map(([key, value]) => [key, named(value, state)])))
  }

  async function happens(step: Step): Promise<string | null> {
    if (step.worker !== undefined) await tell(line.textEvent({ user, text: step.worker }))
    if (step.taps !== undefined) {
      const button = await eventually(() => buttons().findLast(({ label }) => label === step.taps))
        .catch(() => { throw new Error(`no button says so; there are: ${[...new Set(buttons().map(({ label }) => label))].join(' | ')}`) })
      await tell(line.postbackEvent({ user, data: button.data ?? '' }))
    }
    if (step.counsellor === 'takes the case') return act({ type: 'take' })
    if (step.counsellor === 'takes over') return post(`/api/conversations/${await eventually(here)}/take-over`, {})
    if (step.counsellor === 'gives back') return post(`/api/conversations/${await here()}/give-back`, {})
    if (step.answers) return reply(step.answers.ja, step.answers.her)
    if (step.opens) return post('/api/cases', { conversation: await eventually(here), opening: step.opens })
    if (step['asks consent']) {
      const question = step['asks consent']
      const text = await (await ask(`/api/cases/${await caseId()}/consent-text`, question)).json() as ConsentTextView
      asked = { ...text, ...question }
      return reply(text.japanese, text.text)
    }
    if (step['notes consent'] && asked) {
      const { party, items, until, text, language, version } = asked
      return act({ type: 'giveConsent', party, items, until, text, language, version, given: step['notes consent'] })
    }
    if (step['her summary']) {
      const { ja, her } = step['her summary']
      const written = await act({ type: 'writeSummary', text: ja })
      const { language } = await (await ask(`/api/cases/${await caseId()}/summary-draft`, {})).json() as SummaryDraft
      return written ?? act({ type: 'checkSummary', language, text: her })
    }
    return step.does ? act(step.does) : null
  }

  return {
    async play(step: Step): Promise<void> {
      if (step.at !== undefined) {
        moveClockTo(step.at)
        // A session does not outlive weeks.
        ask = await signIn(desk)
      }
      const before = phone().length
      expect(await happens(step)).toBe(step.refused ?? null)
      if (step.case) {
        const wanted = step.case
        await eventually(async () => {
          try {
            expect((await detail()).state).toMatchObject(wanted)
            return true
          } catch {
            return false
          }
        }).catch(async () => expect((await detail()).state).toMatchObject(wanted))
      }
      if (step.tasks) {
        const kinds = async () => (await detail()).state.tasks.map(({ kind }) => kind).toSorted()
        await eventually(async () => (await kinds()).join() === step.tasks?.toSorted().join()).catch(async () => expect(await kinds()).toEqual(step.tasks?.toSorted()))
      }
      if (step.alarm) await eventually(async () => (await db.query('SELECT 1 FROM alarm WHERE acknowledged_at IS NULL')).rows.length > 0)
      await reads(step, before)
    },
  }

  async function reads(step: Step, before: number): Promise<void> {
    for (const piece of step['she reads'] ?? []) {
      const found = await eventually(() => { const at = phone().findIndex((one, i) => i >= read && one.text.includes(piece)); return at >= 0 && { at } })
        .catch(() => { throw new Error(`she reads no "${piece}" but ${JSON.stringify(phone().slice(read).map(({ text }) => text))}`) })
      // Several pieces may stand in one line.
      read = found.at
    }
    if (step['she reads nothing']) {
      await allAnswered(db)
      expect(phone().slice(before).map(({ text }) => text)).toEqual([])
    }
    for (const piece of step['she never reads'] ?? []) expect(phone().filter(({ text }) => text.includes(piece)).map(({ text }) => text)).toEqual([])
    if (step.worker !== undefined || step.taps !== undefined) await allAnswered(db)
  }
}

