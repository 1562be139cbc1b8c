// The accounts and the translator as they are connected at this moment: the environment, and over it what the page of connections holds, changed in every process without a restart.
import { isDeepStrictEqual } from 'node:util'
import type { Logger } from 'pino'
import { platformAccounts } from '../accounts.ts'
import type { MailSettings } from '../accounts.ts'
import type { Config } from '../config.ts'
import { createGoogle } from '../language/google.ts'
import { createLibreTranslate } from '../language/libretranslate.ts'
import type { Translator } from '../language/translator.ts'
import type { Account } from '../runtime.ts'
import type { Database } from '../store/database.ts'
import { putSecrets, readSecrets, removeSecrets } from '../store/secrets.ts'
import type { KeptSecret } from '../store/secrets.ts'
import { registerAccounts } from '../store/settings.ts'
import { isKind, kindOf } from './kinds.ts'
import type { KindName } from './kinds.ts'
import { withKept } from './settings.ts'
import type { Changing } from './settings.ts'

/** For so long after an exchange, webhooks are taken that are signed with what was before. */
const BOTH_MS = 120_000

export interface Connections {
  /** Always the same map; what is in it changes. */
  readonly accounts: ReadonlyMap<string, Account>
  readonly translator: Translator | null
  readonly translation: Config['translation']
  /** What was set on the page, by name. */
  readonly kept: ReadonlyMap<string, KeptSecret>
  /** In force here when it resolves, and in the other processes as soon as they hear. */
  put(kind: KindName, values: ReadonlyMap<string, string>): Promise<void>
  /** All of it, or only these. Whether there was anything. */
  remove(kind: KindName, names?: readonly string[]): Promise<boolean>
  /** Called after something changed; returns what ends that. */
  onChange(heard: () => void): () => void
  close(): Promise<void>
}

interface Given { readonly config: Config; readonly db: Database; readonly key: Buffer; readonly webchat: Account; readonly mail: MailSettings; readonly log: Logger; now(): Date }

export async function openConnections({ config, db, key, webchat, mail, log, now }: Given): Promise<Connections> {
  const accounts = new Map<string, Account>([[webchat.id, webchat]])
  const listeners = new Set<() => void>()
  const retired: Translator[] = []
  let kept: ReadonlyMap<string, KeptSecret> = new Map()
  let current: Changing | null = null
  let translator: Translator | null = null

  const read = async () => {
    kept = await readSecrets(db, key, (name) => log.error({ name }, 'a setting of the connections does not open: it was sealed with another key'))
    const values = new Map([...kept].map(([name, { value }]) => [name, value]))
    const unusable = (kind: KindName) => log.error({ kind }, 'a connection that was set on the page cannot be used')
    const next = withKept(config, values, unusable)
    const connected = platformAccounts({ ...config, ...next }, mail)
    const before = platformAccounts({ ...config, ...withKept(config, formerValues(kept, now()), () => {}) }, mail)
    for (const account of connected) {
      const former = before.find(({ id }) => id === account.id)
      const exchanged = former !== undefined && !isDeepStrictEqual(former.config, account.config)
      if (isDeepStrictEqual(accounts.get(account.id)?.config, account.config)) continue
      accounts.set(account.id, { ...account, ...(exchanged && { former: { config: former.config, until: endOfExchange(kept, account.id) } }) })
    }
    for (const id of accounts.keys()) if (id !== webchat.id && !connected.some((one) => one.id === id)) accounts.delete(id)
    await registerAccounts(db, [...accounts.values()].map(({ id, channel }) => ({ id, channel: channel.type })))
    const { provider } = next.translation
    if (!isDeepStrictEqual(provider, current?.translation.provider ?? null)) {
      // What is under way with the one before may end; it is closed with the desk.
      if (translator) retired.push(translator)
      translator = provider === null ? null : provider.type === 'google' ? await createGoogle(provider) : createLibreTranslate(provider, now)
    }
    current = next
    for (const heard of listeners) heard()
  }
  let reading = Promise.resolve()
  const refresh = () => {
    const asked = reading.then(read)
    reading = asked.catch((error: unknown) => log.warn({ reason: error instanceof Error ? error.name : 'unknown' }, 'the connections were not read again'))
    return asked
  }
  const close = await db.listen(() => void refresh().catch(() => {}), 'connections')
  await refresh()
  return {
    accounts,
    get translator() { return translator },
    get translation() { return current?.translation ?? config.translation },
    get kept() { return kept },
    async put(kind, values) {
      await putSecrets(db, key, kind, values)
      await refresh()
    },
    async remove(kind, names = kindOf(kind).fields.map(({ name }) => name)) {
      const removed = await removeSecrets(db, kind, names)
      await refresh()
      return removed
    },
    onChange(heard) {
      listeners.add(heard)
      return () => { listeners.delete(heard) }
    },
    async close() {
      await close()
      await reading
      for (const one of [translator, ...retired]) await one?.close()
    },
  }
}

/** With what was exchanged a moment ago as it was before. */
function formerValues(kept: ReadonlyMap<string, KeptSecret>, now: Date): ReadonlyMap<string, string> {
  return new Map([...kept].map(([name, { value, replaced, changedAt }]) => [name, replaced !== null && now.getTime() - changedAt.getTime() < BOTH_MS ? replaced : value]))
}

function endOfExchange(kept: ReadonlyMap<string, KeptSecret>, account: string): Date {
  const changes = [...kept.values()].filter(({ kind, replaced }) => replaced !== null && isKind(kind) && kindOf(kind).account === account)
  return new Date(Math.max(0, ...changes.map(({ changedAt }) => changedAt.getTime())) + BOTH_MS)
}
