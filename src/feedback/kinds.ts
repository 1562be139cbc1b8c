// The words in which feedback is sorted: kinds of bodies, where they are, and the questions whose answers are counted.
export const BODY_KINDS = ['sending', 'supervising', 'support', 'employer', 'dispatch', 'school', 'other'] as const
export type BodyKind = (typeof BODY_KINDS)[number]

/** ISO 3166-1, in small letters, and everywhere else. */
export const COUNTRIES = ['jp', 'vn', 'ph', 'id', 'mm', 'cn', 'np', 'th', 'br', 'pe', 'other'] as const
export type Country = (typeof COUNTRIES)[number]

/** Questions of flows/questionnaires/feedback.yaml that are answered with yes or no; yes is what the law asks for. */
export const LEGAL_ITEMS = ['legal.contract', 'legal.fees', 'legal.documents', 'legal.wages', 'legal.daysoff', 'legal.injuries'] as const
export type LegalItem = (typeof LEGAL_ITEMS)[number]

/** From 1, very bad, to 5, very good. */
export const SCALES = ['life.work', 'life.home', 'life.respect', 'life.help', 'recommend'] as const
export type Scale = (typeof SCALES)[number]
export const [LOWEST, HIGHEST] = [1, 5]

export function kindOf(name: string | undefined): BodyKind {
  return BODY_KINDS.find((kind) => kind === name) ?? 'other'
}

export function countryOf(name: string | undefined): Country {
  return COUNTRIES.find((country) => country === name) ?? 'other'
}
