// How long a message to many still takes, and what it costs: of the pace of each channel and the price of each message.

/** Messages that go to somebody: a neutral line and what follows after the yes are two. */
export interface Load { readonly people: number; readonly messages: number }

/** Seconds until the slowest channel has sent everything; null while nothing is known of the pace of one of them. */
export function secondsLeft(waiting: Readonly<Record<string, number>>, perSecond: Readonly<Record<string, number>>): number | null {
  const times = Object.entries(waiting).filter(([, count]) => count > 0).map(([channel, count]) => count / (perSecond[channel] ?? 0))
  return times.every(Number.isFinite) ? Math.ceil(Math.max(0, ...times)) : null
}

/** Yen; null where nobody set a price for one of them. A channel that costs nothing has the price 0. */
export function yenFor(load: Readonly<Record<string, Load>>, price: Readonly<Record<string, number | null>>): number | null {
  const each = Object.entries(load).filter(([, { messages }]) => messages > 0).map(([channel, { messages }]) => (price[channel] == null ? null : messages * price[channel]))
  return each.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0)
}
