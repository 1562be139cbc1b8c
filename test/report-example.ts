// A company report as data, as believable as it can be invented: one company that stands by itself, and four that are counted together.
import type { CompanyReport, Figure, Row, Table, Unit } from '../src/reports/suppression-shape.ts'

const shown = (people: number): Figure => ({ state: 'shown', people })
const HIDDEN: Figure = { state: 'suppressed' }
const TOO_FEW: Figure = { state: 'tooFew' }

/** `null`: hidden. */
const table = (people: number | null, rows: Readonly<Record<string, number | null | readonly [number, Readonly<Record<string, number | null>>]>>, rest: Figure | null): Table => {
  const row = (key: string, value: number | null, of: number | null, inner: readonly Row[] = []): Row => ({ key, figure: value === null ? HIDDEN : shown(value), share: value === null || of === null ? null : value / of, rows: inner })
  return {
    several: rest === null, people: people === null ? TOO_FEW : shown(people), rest,
    rows: Object.entries(rows).map(([key, value]) => (Array.isArray(value) ? row(key, value[0], people, Object.entries(value[1]).map(([name, some]) => row(name, some as number | null, value[0]))) : row(key, value as number | null, people))),
  }
}

const AWARD = { reached: { result: 'met', aim: 0.2 }, satisfaction: { result: 'tooFew', aim: 0.8 }, noSeriousProblem: { result: 'notMet', among: 50 } } as const

const group: Unit = {
  type: 'group', declared: 1_240, people: shown(87), contacts: { state: 'shown', about: 330, to: 10 }, fields: { state: 'shown', about: 410, to: 10 }, award: AWARD,
  companies: [{ id: 'c1', name: '株式会社青空製作所' }, { id: 'c2', name: '青空物流株式会社' }, { id: 'c3', name: 'みどり部品工業' }, { id: 'c4', name: '白浜フーズ' }],
  remedy: { ended: table(87, { ended: 61 }, shown(26)), results: table(61, { agreed: 38, helped: 17 }, shown(6)) },
  satisfaction: table(61, { satisfied: 34, unsatisfied: 8 }, shown(19)),
  risk: table(87, { serious: 12 }, shown(75)),
  themes: table(87, {
    labour: [52, { 'labour.unpaid-wages': 14, 'labour.paid-leave': 11, 'labour.contract-differs': 9, 'labour.harassment': null, 'labour.overtime-pay': null, 'labour.dismissal': null }],
    residence: [19, { 'residence.change-status': 8, 'residence.renewal': null }], living: [23, { 'living.housing': 7, 'living.bank': null }], medical: 12, tax: null, education: null,
  }, null),
  channels: table(87, { line: 49, messenger: 17, webchat: 13, email: null }, HIDDEN),
  languages: table(87, { vi: 34, my: 18, id: 12, zh: 9, pt: 6, en: null, tl: null, es: null, ja: null }, shown(8)),
  reached: { figure: shown(312), share: 312 / 1_240, soFar: 498, soFarShare: 498 / 1_240 },
  selfCheck: table(143, { excessive_overtime: 31, withholding_of_wages: 16, 'q5.yes': 22, 'q6.yes': 41, 'q9.yes': 63, isolation: null, violence: null, intimidation: null, debt_bondage: 28, 'q3.16': 9, 'q13.yes': null }, null),
}

const small: Unit = {
  ...group, type: 'company', companies: [{ id: 'c5', name: '若草電機株式会社' }], declared: 96, people: shown(11), contacts: { state: 'suppressed' }, fields: { state: 'suppressed' },
  remedy: { ended: table(11, { ended: 6 }, shown(5)), results: table(6, { agreed: 6, helped: null }, HIDDEN) },
  satisfaction: table(6, { satisfied: null, unsatisfied: null }, HIDDEN), risk: table(11, { serious: null }, HIDDEN),
  themes: table(11, { labour: [8, { 'labour.unpaid-wages': null, 'labour.paid-leave': null }], residence: null, living: null, medical: null, tax: null, education: null }, null),
  channels: table(11, { line: 7, messenger: null, webchat: null, email: null }, HIDDEN), languages: table(11, { vi: 6, my: null, id: null, zh: null, pt: null, en: null, tl: null, es: null, ja: null }, HIDDEN),
  reached: { figure: HIDDEN, share: null, soFar: 0, soFarShare: null }, selfCheck: table(null, {}, null),
  award: { ...AWARD, reached: { result: 'tooFew', aim: 0.2 }, noSeriousProblem: { result: 'tooFew', among: 50 } },
}

export const EXAMPLE: CompanyReport = {
  format: 1, company: { id: 'c1', name: '株式会社青空製作所' }, tier: 1, threshold: 5, countedOn: '2026-10-06', tooFew: false,
  period: { from: '2026-04', until: '2026-09', quarters: ['2026-Q1', '2026-Q2'] },
  rolledUp: [{ type: 'quarters', quarters: ['2026-Q1'] }, { type: 'companies', companies: ['c1', 'c2', 'c3', 'c4'] }],
  recommendations: [
    { theme: 'labour', addressee: '人事部', text: { ja: '給与明細の見方を、働く人の母語で説明する機会を年に2回つくることをおすすめします。\n残業の申告のしかたは、現場の責任者といっしょに確認してください。', en: 'Explain the payslip in the workers’ own languages twice a year.\nGo through how overtime is reported together with the people in charge on site.' } },
    { theme: 'living', addressee: '総務部', text: { ja: '寮の設備について、入居者が母語で伝えられる用紙を置いてください。', en: 'Put forms in the workers’ languages in the dormitories, so that they can say what is broken.' } },
  ],
  units: [group, small],
}

/** The same of one unit alone. */
export const ALONE: CompanyReport = { ...EXAMPLE, rolledUp: [], units: [group], period: { from: '2026-07', until: '2026-09', quarters: ['2026-Q2'] } }

export const NOTHING: CompanyReport = { ...EXAMPLE, units: [], tooFew: true, rolledUp: [], recommendations: [] }
