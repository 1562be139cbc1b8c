// How many answers are wanted at most: of all, and of each language, channel, company, purse or campaign.

export const QUOTA_BY = ['language', 'channel', 'company', 'lot', 'campaign'] as const

/** Without `by` of all together; `value` is a language's code, a channel's type, a company's id, a lot, a campaign's name. */
export interface Quota { readonly by?: (typeof QUOTA_BY)[number] | undefined; readonly value?: string | undefined; readonly most: number }
