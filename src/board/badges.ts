// Small thanks that stand beside a nickname. Each says that something was done, none how much more than by others.

export const BADGES = ['firstOffer', 'host', 'thanked', 'liked', 'trained'] as const
export type Badge = (typeof BADGES)[number]

/** What has been shown, and what others did; never what is held or removed. */
export interface Done { readonly offers: number; readonly events: number; readonly thanks: number; readonly likes: number; readonly trained: boolean }

/** Likes of different members. */
const MANY_LIKES = 5

export function badgesOf({ offers, events, thanks, likes, trained }: Done): Badge[] {
  const has: Readonly<Record<Badge, boolean>> = { firstOffer: offers > 0, host: events > 0, thanked: thanks > 0, liked: likes >= MANY_LIKES, trained }
  return BADGES.filter((badge) => has[badge])
}
