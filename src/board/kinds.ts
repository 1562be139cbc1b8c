// What the board is made of: kinds of posts, what they are about, and why one is reported or taken away.

export const POST_KINDS = ['offer', 'request', 'event'] as const
export type PostKind = (typeof POST_KINDS)[number]

export const CATEGORIES = ['life', 'childcare', 'hobby', 'sports', 'japanese', 'cooking', 'interpreting', 'goods', 'other'] as const
export type Category = (typeof CATEGORIES)[number]

/** What the board is not for: the union of both lists of its founders, and what experience adds. Phrases of each stand in flows/board. */
export const SIGNS = ['contact', 'trade', 'job', 'money', 'accounts', 'drugs', 'dating', 'insult', 'advocacy', 'minor', 'repeated'] as const
export type Sign = (typeof SIGNS)[number]

/** Why somebody reports a post or a line, the gravest first. */
export const REPORT_REASONS = ['threat', 'minor', 'dating', 'job', 'money', 'contact', 'insult', 'false', 'other'] as const
export type ReportReason = (typeof REPORT_REASONS)[number]
/** One report of these is enough to hide a post until somebody has looked. */
export const GRAVE: ReadonlySet<string> = new Set<ReportReason>(['threat', 'minor'])
/** Of the others, so many from different members. */
export const REPORTS_THAT_HIDE = 3

/** Why a moderator holds or removes something, warns or suspends somebody; told in the member's language. */
export const RULES = ['contact', 'trade', 'job', 'money', 'accounts', 'drugs', 'dating', 'insult', 'false', 'personal', 'advocacy', 'minor', 'repeated', 'other'] as const
export type Rule = (typeof RULES)[number]

/** In UTF-16 units. */
export const LONGEST = { title: 80, text: 2_000, line: 2_000, report: 500 } as const
/** Days a post stands, from which its writer chooses. */
export const STANDS_DAYS = [14, 30, 90] as const

/** By member and day in Japan; `new`: of whom the moderators have let through fewer than `KNOWN_AFTER` posts. */
export const LIMITS = { posts: { known: 5, new: 2 }, threads: { known: 10, new: 3 }, lines: { known: 100, new: 30 } } as const
export type Limited = keyof typeof LIMITS
export const KNOWN_AFTER = 2
