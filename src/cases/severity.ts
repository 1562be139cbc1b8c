// How grave a matter is, from a question (S1) to life in danger now (S5), and what raises it. A machine only ever raises; a person may lower.

export const SEVERITIES = ['S1', 'S2', 'S3', 'S4', 'S5'] as const
export type Severity = (typeof SEVERITIES)[number]

/** From here on accompaniment is decided on (要支援ライン). */
export const SUPPORT_LINE: Severity = 'S3'

export const DEADLINE_KINDS = ['endOfStay', 'departure', 'lastWorkday', 'limitation', 'other'] as const
export type DeadlineKind = (typeof DEADLINE_KINDS)[number]

/** Something seen that says how grave it is. `daysLeft` counts days in Japan; 0 is today. */
export type Sign =
  | { readonly type: 'danger'; readonly kind: string; readonly level: 'S4' | 'S5' }
  /** The worker asked for a person. */
  | { readonly type: 'handOver' }
  /** What the message is about, as the desk's articles name it. */
  | { readonly type: 'topic'; readonly topic: string }
  /** A choice of the self-check, by its id. */
  | { readonly type: 'answer'; readonly choice: string }
  | { readonly type: 'deadline'; readonly kind: DeadlineKind; readonly daysLeft: number }

/** `reason` names the sign, for people to read. `legal`: it is a dispute in which only lawyers may act (Attorneys Act, Article 72). */
export interface Score { readonly severity: Severity; readonly reason: string; readonly legal: boolean }

/** So many days before the stay ends, every day counts. */
export const STAY_ENDS_SOON_DAYS = 7
/** A journey home that others decided on is stopped on the day before, or never. */
const DEPARTURE_SOON_DAYS = 1

const GRAVE_TOPICS: ReadonlySet<string> = new Set([
  'labour.violence', 'labour.sexual-harassment', 'labour.passport-taken', 'labour.restricted-movement', 'labour.pregnancy-work', 'living.domestic-violence',
])
const SERIOUS_TOPICS: ReadonlySet<string> = new Set(['medical.mental-health', 'residence.overstay'])
const PROBLEM_TOPICS: ReadonlySet<string> = new Set([
  'labour.unpaid-wages', 'labour.overtime-pay', 'labour.minimum-wage', 'labour.wage-deductions', 'labour.contract-differs', 'labour.dismissal', 'labour.nonrenewal',
  'labour.work-injury', 'labour.sick-pay', 'labour.harassment', 'labour.broker-debt', 'labour.discrimination', 'labour.dormitory', 'labour.overtime-limit',
  'labour.safety', 'labour.intern-transfer', 'residence.change-status', 'residence.refugee', 'medical.livelihood', 'living.debt', 'living.scam', 'education.bullying',
])

/** Choices of the self-check that point at forced labour or violence; the rest of its first and third question are problems. */
const GRAVE_CHOICES: ReadonlySet<string> = new Set([
  'q1.1', 'q1.2', 'q1.3', 'q1.4', 'q1.6', 'q3.4', 'q3.5', 'q3.6', 'q3.7', 'q3.9', 'q3.10', 'q3.12', 'q3.13', 'q3.15',
])
const HARMLESS_CHOICES: ReadonlySet<string> = new Set(['q3.14'])

export function scoreOf(sign: Sign): Score {
  switch (sign.type) {
    case 'danger': return { severity: sign.level, reason: `danger.${sign.kind}`, legal: false }
    case 'handOver': return { severity: 'S2', reason: 'handOver', legal: false }
    case 'topic': return { ...topicScore(sign.topic), reason: `topic.${sign.topic}` }
    case 'answer': return {
      severity: GRAVE_CHOICES.has(sign.choice) ? 'S3' : HARMLESS_CHOICES.has(sign.choice) ? 'S1' : 'S2', reason: `answer.${sign.choice}`, legal: GRAVE_CHOICES.has(sign.choice),
    }
    case 'deadline': return { severity: deadlineSeverity(sign), reason: `deadline.${sign.kind}`, legal: false }
  }
}

/** The gravest of them; the earlier one where two are as grave. Null for none. */
export function gravest(scores: readonly Score[]): Score | null {
  return scores.reduce<Score | null>((worst, score) => (worst && !isGraver(score.severity, worst.severity) ? worst : score), null)
}

export function isGraver(a: Severity, b: Severity): boolean {
  return SEVERITIES.indexOf(a) > SEVERITIES.indexOf(b)
}

export function isAtLeast(a: Severity, line: Severity): boolean {
  return !isGraver(line, a)
}

function topicScore(topic: string): Omit<Score, 'reason'> {
  if (GRAVE_TOPICS.has(topic)) return { severity: 'S3', legal: true }
  if (SERIOUS_TOPICS.has(topic)) return { severity: 'S3', legal: false }
  return { severity: PROBLEM_TOPICS.has(topic) ? 'S2' : 'S1', legal: false }
}

function deadlineSeverity({ kind, daysLeft }: Sign & { type: 'deadline' }): Severity {
  if (kind === 'departure') return daysLeft <= 0 ? 'S5' : daysLeft <= DEPARTURE_SOON_DAYS ? 'S4' : 'S3'
  if (kind === 'endOfStay') return daysLeft <= STAY_ENDS_SOON_DAYS ? 'S4' : 'S2'
  return 'S2'
}
