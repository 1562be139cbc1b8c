// What people can do to a case, as it is asked for. Bounds are of what a form holds; what may happen now is decided in decide.ts.
import { z } from 'zod'
import { ITEMS, PARTIES } from './consent.ts'
import { INTAKE, INTAKE_STATES, MEDIATION_RESULTS, PAYERS } from './mediation.ts'
import { DEADLINE_KINDS, SEVERITIES } from './severity.ts'
import { STAGES } from './stages.ts'
import { ASKERS, NEEDS, ORIGINS, OUTCOMES, WAYS } from './state.ts'

const Id = z.uuid()
const Reason = z.string().trim().min(1).max(1_000)
const Line = z.string().trim().min(1).max(300)
const Long = z.string().trim().min(1).max(5_000)
const Day = z.iso.date()
const Trait = z.string().trim().max(60)
/** Of the six themes of the statistics, or one of their topics: `labour`, `labour.unpaid-wages`. */
export const Theme = z.string().regex(/^[a-z]+(\.[a-z-]+)?$/).max(60)
export const CompanyCode = z.string().trim().toUpperCase().regex(/^[A-Z0-9-]{2,20}$/)
export const PartyShape = z.strictObject({ type: z.enum(PARTIES), name: Line, publicEmployee: z.boolean().default(false) })
export const Items = z.array(z.enum(ITEMS)).max(ITEMS.length).transform((items) => [...new Set(items)])
const SomeItems = Items.refine((items) => items.length > 0)

const act = <Name extends string, Shape extends z.ZodRawShape>(type: Name, shape: Shape) => z.strictObject({ type: z.literal(type), ...shape })

/** `text`, `language` and `version` of a consent are filled in by the desk, as it showed them. */
export const Act = z.discriminatedUnion('type', [
  act('raise', { severity: z.enum(SEVERITIES), reason: Reason }),
  act('lower', { severity: z.enum(SEVERITIES), reason: Reason }),
  act('markIncident', { reason: Reason }),
  act('unmarkIncident', { reason: Reason }),
  act('take', {}),
  act('release', { reason: Reason }),
  act('moveStage', { stage: z.enum(STAGES), reason: Reason, checked: Line.optional() }),
  act('tick', { item: z.string().max(40), done: z.boolean() }),
  act('addTheme', { theme: Theme }),
  act('removeTheme', { theme: Theme }),
  act('nameCompany', { code: CompanyCode, relation: z.enum(['employer', 'support', 'other']) }),
  act('contact', { party: PartyShape.nullable(), direction: z.enum(['in', 'out']), way: z.enum(WAYS), subject: z.enum(['support', 'fact', 'procedure', 'legal']), note: z.string().trim().max(5_000).default('') }),
  act('setDeadline', { kind: z.enum(DEADLINE_KINDS), day: Day, note: z.string().trim().max(300).default('') }),
  act('removeDeadline', { id: Id }),
  act('addActor', { kind: z.enum(['lawyer', 'labourOffice', 'immigration', 'union', 'police', 'hospital', 'embassy', 'supportGroup', 'municipality', 'other']), name: Line, note: z.string().trim().max(300).default('') }),
  act('removeActor', { id: Id }),
  act('noteNeed', { kind: z.enum(NEEDS), status: z.enum(['open', 'met', 'impossible']) }),
  act('noteWish', { text: Long }),
  act('note', { text: Long }),
  act('offerOptions', { options: z.array(Line).min(1).max(8) }),
  act('choose', { id: Id, chosen: Line }),
  act('addTask', { kind: z.enum(['review', 'followUp', 'check']), what: Line, day: Day, everyDays: z.number().int().min(1).max(90).nullable().default(null) }),
  act('finishTask', { id: Id, result: Reason }),
  act('snooze', { id: Id, day: Day, reason: Reason }),
  act('decideAccompaniment', { how: z.enum(['phone', 'inPerson', 'none']), reason: Reason, costYen: z.number().int().min(0).max(10_000_000).nullable().default(null) }),
  act('giveConsent', { party: PartyShape, items: Items, given: z.enum(['written', 'spoken', 'paper']), until: Day, text: Long, language: z.string().max(5), version: z.string().max(40) }),
  act('revokeConsent', { id: Id, reason: Reason }),
  act('disclose', { party: PartyShape, items: SomeItems, purpose: Reason, warned: z.boolean().default(false) }),
  act('discloseInEmergency', { party: PartyShape, items: SomeItems, exception: z.enum(['life', 'body', 'crime']), why: Reason, notAsked: Reason }),
  act('close', { outcome: z.enum(OUTCOMES), withoutAgreement: Reason.nullable(), followUp: Day }),
  act('reopen', { reason: Reason }),
  act('answerEscalation', { reason: Reason }),
  act('writeSummary', { text: Long }),
  act('checkSummary', { language: z.string().regex(/^[a-z]{2}$/), text: Long }),
  act('noteIntake', { item: z.enum(INTAKE), state: z.enum(INTAKE_STATES), note: z.string().trim().max(1_000).default('') }),
  act('checkConflicts', { whom: Line }),
  act('addCost', { what: Line, amountYen: z.number().int().min(0).max(100_000_000), payer: z.enum(PAYERS), agreedOn: Day.nullable().default(null) }),
  act('agreeCost', { id: Id, day: Day }),
  act('removeCost', { id: Id }),
  act('endMediation', { result: z.enum(MEDIATION_RESULTS), day: Day, terms: z.string().trim().max(5_000).default('') }),
  act('noteTraits', { nationality: Trait, prefecture: Trait, industry: Trait }),
  act('withdrawRequest', { id: Id, reason: Reason }),
  act('replyRequest', { id: Id, text: Long }),
  act('passOnAnswer', { id: Id }),
])
export type Act = z.infer<typeof Act>
/** As a page sends it: what has a default may be left out. */
export type ActInput = z.input<typeof Act>

/** A new case. `here`: whoever opens it is with the person, so nobody waits, and it is theirs. */
export const Opening = z.strictObject({
  asker: z.strictObject({ kind: z.enum(ASKERS), name: z.string().trim().max(200).default('') }),
  origin: z.enum(ORIGINS),
  severity: z.enum(SEVERITIES),
  reason: Reason,
  way: z.enum(WAYS),
  here: z.boolean(),
  themes: z.array(Theme).max(20).default([]),
  companies: z.array(CompanyCode).max(20).default([]),
  /** Choices of the self-check the worker made. */
  answers: z.array(z.string().regex(/^q\d+(\.\d+)?$/)).max(60).default([]),
  note: z.string().trim().max(5_000).default(''),
})
export type Opening = z.infer<typeof Opening>
export type OpeningInput = z.input<typeof Opening>
