// How an account is looked at while somebody connects it: what the platform says to each of its settings, and what can be set there from here.

/**
 * One thing that was looked at. `reason` names what was found, in a word that the desk's pages have a sentence for; `shown` is public,
 * such as the account's name or an address. `refused`: with such settings nothing works, and they are better not kept.
 */
export interface Finding {
  readonly check: string
  readonly state: 'fine' | 'hint' | 'fault' | 'refused'
  readonly reason: string
  readonly shown?: string
}

/** `webhook` is where the platform is to call us. */
export interface Connecting<Config> {
  /** Never throws: what does not answer is a finding. */
  inspect(config: Config, webhook: string, signal: AbortSignal): Promise<readonly Finding[]>
  /** Sets the webhook's address on the platform. */
  pointHere?(config: Config, webhook: string, signal: AbortSignal): Promise<Finding>
}

export const fine = (check: string, shown?: string): Finding => ({ check, state: 'fine', reason: 'fine', ...(shown !== undefined && { shown }) })
export const found = (check: string, state: Finding['state'], reason: string, shown?: string): Finding => ({ check, state, reason, ...(shown !== undefined && { shown }) })

/** Nothing outside can call an address of this machine, and platforms call over https alone. */
export function isPublic(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
