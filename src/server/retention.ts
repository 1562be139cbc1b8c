// The routes of retention: for how long each kind is kept, what a change would remove today, and changing it.
import { z } from 'zod'
import { cutoff, decide, FIXED, isRetained, RULES } from '../privacy/rules.ts'
import type { Fixed, Retained } from '../privacy/rules.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { countOver } from '../store/retention.ts'
import { decideRule, readRules, setRule, wantRule } from '../store/retention-rules.ts'
import type { RuleChanged, RulePreview, RulesView } from './api/privacy.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked, Handlers } from './guard.ts'
import { isAlone } from './second-person.ts'

const Change = z.strictObject({ days: z.number().int(), reason: z.string().trim().min(1).max(500) })
const Preview = z.object({ days: z.coerce.number().int().min(1).max(36_500) })
const Decision = z.strictObject({ decision: z.enum(['agree', 'refuse']) })
const isFixed = (kind: string): kind is Fixed => kind in FIXED

type Path = Extract<RouteName, `${string} /api/privacy/rules${string}`>

export function retentionHandlers({ db, now }: Pick<Runtime, 'db' | 'now'>): Handlers<Path> {
  const kindOf = ({ request, note }: Asked): Retained => {
    const kind = String(request.params['id'])
    if (!isRetained(kind)) throw new HttpRefusal(404, 'not_found')
    note({ kind }, `retention:${kind}`)
    return kind
  }
  return {
    async 'GET /api/privacy/rules'({ member }) {
      const rules = await Promise.all((await readRules(db)).map(async ({ kind, days, set, wanted }) => ({
        kind, days, standard: RULES[kind].days, least: RULES[kind].least, most: RULES[kind].most, over: await countOver(db, kind, cutoff(days, now())),
        set: set && { by: set.byName, at: set.at.toISOString(), reason: set.reason },
        wanted: wanted && { days: wanted.days, reason: wanted.reason, by: wanted.byName, at: wanted.at.toISOString(), mine: wanted.by === member.id },
      })))
      return { rules, fixed: Object.entries(FIXED).flatMap(([kind, days]) => (isFixed(kind) ? [{ kind, days }] : [])) } satisfies RulesView
    },
    async 'GET /api/privacy/rules/:id/preview'(asked) {
      const kind = kindOf(asked)
      return { count: await countOver(db, kind, cutoff(Preview.parse(asked.request.query).days, now())) } satisfies RulePreview
    },
    async 'PATCH /api/privacy/rules/:id'(asked) {
      const kind = kindOf(asked)
      const { days, reason } = Change.parse(asked.request.body)
      const before = (await readRules(db)).find((one) => one.kind === kind)?.days ?? RULES[kind].days
      const verdict = decide(kind, days, before)
      if (verdict === 'out_of_bounds') throw new HttpRefusal(400, 'out_of_bounds', 'days')
      const waits = verdict === 'second_person' && !(await isAlone(db, asked.member.id, 'privacy.agree'))
      await (waits ? wantRule : setRule)(db, { kind, days, reason, by: asked.member.id, at: now() })
      asked.note({ days, before, waits })
      return { waits } satisfies RuleChanged
    },
    async 'POST /api/privacy/rules/:id/decision'(asked) {
      const kind = kindOf(asked)
      const { decision } = Decision.parse(asked.request.body)
      asked.note({ decision })
      if (!(await decideRule(db, kind, asked.member.id, decision, now()))) throw new HttpRefusal(409, 'not_yours_to_decide')
    },
  }
}
