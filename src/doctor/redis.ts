// Redis, where one carries the queue: it must answer, be new enough, and never throw a key away.
import { Redis } from 'ioredis'
import type { Config } from '../config.ts'
import { bad, codeOf, ok } from './finding.ts'
import type { Finding } from './finding.ts'

/** What the queue's library asks for. */
const OLDEST = [6, 2]

export async function checkRedis({ redisUrl }: Pick<Config, 'redisUrl'>): Promise<Finding[]> {
  if (redisUrl === null) return [ok('redis.none')]
  const { host } = new URL(redisUrl)
  const redis = new Redis(redisUrl, { lazyConnect: true, connectTimeout: 5_000, retryStrategy: () => null, maxRetriesPerRequest: 0 })
  let failure: unknown = null
  redis.on('error', (error) => { failure ??= error })
  try {
    await redis.connect()
    return judged(Object.fromEntries((await redis.info()).split('\r\n').map((line) => line.split(':', 2))), host)
  } catch (error) {
    const said = `${String(failure)} ${String(error)}`
    return [/WRONGPASS|NOAUTH|invalid password/i.test(said) ? bad('redis.password', { host }) : bad('redis.down', { host, code: codeOf(failure ?? error) })]
  } finally {
    redis.disconnect()
  }
}

/** @param info what the server tells of itself, by name */
export function judged(info: Readonly<Record<string, string | undefined>>, host: string): Finding[] {
  const { redis_version: version = '0', maxmemory_policy: policy = 'noeviction' } = info
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const faults = [
    ...(major < (OLDEST[0] ?? 0) || (major === OLDEST[0] && minor < (OLDEST[1] ?? 0)) ? [bad('redis.old', { version })] : []),
    ...(policy === 'noeviction' ? [] : [bad('redis.eviction', { policy })]),
  ]
  return faults.length > 0 ? faults : [ok('redis.ok', { version, host })]
}
