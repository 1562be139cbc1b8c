// Who stands before the desk's door, whom to tell of a weakness, and what about the door is dangerous.
import { isIP } from 'node:net'
import { z } from 'zod'

const NETWORKS = ['loopback', 'linklocal', 'uniquelocal']

/** An address, a network as `10.0.0.0/8`, or a name for the networks that are nobody's. */
function isNetwork(given: string): boolean {
  if (NETWORKS.includes(given)) return true
  const [address = '', bits, ...rest] = given.split('/')
  const version = isIP(address)
  return version > 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= (version === 4 ? 32 : 128)))
}

export const DoorEnvironment = z.object({
  TRUST_PROXY: z.string().default('loopback').transform((given) => given.split(',').map((one) => one.trim()).filter((one) => one !== ''))
    .refine((given) => given.every(isNetwork), 'is a list of addresses, networks like 10.0.0.0/8, loopback, linklocal, uniquelocal'),
  SECURITY_CONTACT: z.string().trim().regex(/^(mailto:[^\s<>]+@[^\s<>]+|https:\/\/[^\s<>]+)$/, 'is a mailto: or https: address').optional(),
})

export interface DoorConfig {
  /** Whose word about the address of a visitor is believed. */
  readonly trustedProxies: readonly string[]
  /** A mailto: or https: address, in security.txt; null: there is no such file. */
  readonly securityContact: string | null
}

export function doorOf(e: z.infer<typeof DoorEnvironment>): DoorConfig {
  return { trustedProxies: e.TRUST_PROXY, securityContact: e.SECURITY_CONTACT ?? null }
}

const HERE = ['localhost', '127.0.0.1', '[::1]']

/** What lets others read or write along, a line each. */
export function doorWarnings({ host, publicUrl, databaseUrl, redisUrl }: { readonly host: string; readonly publicUrl: string; readonly databaseUrl: string | null; readonly redisUrl: string | null }): string[] {
  const reached = new URL(publicUrl)
  return [
    ...(reached.protocol === 'http:' && !HERE.includes(reached.hostname)
      ? ['PUBLIC_URL: is plain http. Passwords and messages can be read on the way, and no second factor is asked for. Put a server with TLS before the desk and set an https: address.'] : []),
    ...(reached.protocol === 'http:' && HERE.includes(reached.hostname) && !['127.0.0.1', '::1', 'localhost'].includes(host)
      ? [`HOST: ${host} lets other machines in, by plain http. Set PUBLIC_URL to the https: address of the server before the desk.`] : []),
    ...(isBare(databaseUrl) ? ['DATABASE_URL: has no password, and is not on this machine. Whoever reaches it reads everything.'] : []),
    ...(isBare(redisUrl) ? ['REDIS_URL: has no password, and is not on this machine. Whoever reaches it can stop the queue.'] : []),
  ]
}

/** Without a password, on a machine of the network. A name without a dot is a container beside this one. */
function isBare(address: string | null): boolean {
  if (address === null || address === '') return false
  const { hostname, password } = new URL(address)
  return password === '' && !HERE.includes(hostname) && hostname.includes('.')
}
