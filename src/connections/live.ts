// The accounts and the translator as they are connected at this moment: the environment, and over it what the page of connections holds, changed in every process without a restart.
import { isDeepStrictEqual } from 'node:util'
import type { Channel } from '../../channels/contract.ts'
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
import type { Log } from '../operate/log.ts'
import { isKind, kindOf } from './kinds.ts'
import type { KindName } from './kinds.ts'
import { withKept } from './settings.ts'
import type { Changing } from './settings.ts'

/** For so long after an exchange, webhooks are taken that are signed with what was before. */
const BOTH_MS = 120_000
/** Should a notice be lost, a change is found after so long. */
const LOOK_MS = 15_000

export interface Connections {
  /** Always the same map; what is in it changes. */
  readonly accounts: ReadonlyMap<string, Account>
  readonly translator: Translator | null
  /** With all that is connected at this moment. */
  readonly config: Config
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

/** What counts how a channel and a translator do. */
export interface Measured { channel(channel: Channel): Channel; translator(translator: Translator): Translator }

interface Given { readonly config: Config; readonly db: Database; readonly webchat: Account; readonly mail: MailSettings; readonly measured: Measured; readonly log: Log; now(): Date }

export async function openConnections({ config, db, webchat, mail, measured, log, now }: Given): Promise<Connections> {
  const accounts = new Map<string, Account>([[webchat.id, { ...webchat, channel: measured.channel(webchat.channel) }]])
  const listeners = new Set<() => void>()
  const retired: Translator[] = []
  let kept: ReadonlyMap<string, KeptSecret> = new Map()
  let current: Changing | null = null
  let translator: Translator | null = null

  /** Said once, not at every look. */
  const told = new Set<string>()
  const tell = (subject: string) => { if (!told.has(subject)) log.error({ subject }, 'a connection that was set on the page cannot be used'); told.add(subject) }

  const swap = async (next: Changing) => {
    const connected = platformAccounts({ ...config, ...next }, mail)
    const gone = [...accounts.keys()].filter((id) => id !== webchat.id && !connected.some((one) => one.id === id))
    const fresh = connected.filter(({ id, config: settings }) => !isDeepStrictEqual(accounts.get(id)?.config, settings))
    if (current !== null && gone.length + fresh.length === 0) return
    const before = platformAccounts({ ...config, ...withKept(config, formerValues(kept, now()), () => {}) }, mail)
    // Before anything can arrive that points to it.
    await registerAccounts(db, [webchat, ...connected].map(({ id, channel }) => ({ id, channel: channel.type })))
    for (const id of gone) accounts.delete(id)
    for (const account of fresh) {
      const former = before.find(({ id, config: settings }) => id === account.id && !isDeepStrictEqual(settings, account.config))
      accounts.set(account.id, { ...account, channel: measured.channel(account.channel), ...(former && { former: { config: former.config, until: endOfExchange(kept, account.id) } }) })
    }
    for (const heard of listeners) heard()
  }
  const read = async () => {
    kept = await readSecrets(db)
    const next = withKept(config, new Map([...kept].map(([name, { value }]) => [name, value])), tell)
    await swap(next)
    const { provider } = next.translation
    if (!isDeepStrictEqual(provider, current?.translation.provider ?? null)) {
      const fresh = provider === null ? null : provider.type === 'google' ? await createGoogle(provider) : createLibreTranslate(provider, now)
      // What is under way with the one before may end; it is closed with the desk.
      if (translator) retired.push(translator)
      translator = fresh && measured.translator(fresh)
    }
    current = next
  }
  let reading = Promise.resolve()
  const refresh = () => {
    const asked = reading.then(read)
    reading = asked.catch((error: unknown) => log.warn({ reason: error instanceof Error ? error.name : 'unknown' }, 'the connections were not read again'))
    return asked
  }
  const look = () => void refresh().catch(() => {})
  const close = await db.listen(look, 'connections')
  await refresh()
  const looking = setInterval(look, LOOK_MS).unref()
  return {
    accounts,
    get translator() { return translator },
    get config() { return { ...config, ...current } },
    get kept() { return kept },
    async put(kind, values) {
      await putSecrets(db, kind, values)
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
      clearInterval(looking)
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
