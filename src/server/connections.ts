// Connecting LINE, Messenger, mail, Teams and translation in the desk. Secrets come in and never go out.
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { isPublic } from '../../channels/connecting.ts'
import { inspections } from '../../channels/index.ts'
import { ConfigError } from '../config.ts'
import { inspectNow, inspectWith, pointHere, webhookOf } from '../connections/inspect.ts'
import { isInEnvironment, isKind, KIND_NAMES, kindOf, RIVALS } from '../connections/kinds.ts'
import type { KindName } from '../connections/kinds.ts'
import { isWhole } from '../connections/settings.ts'
import { menuTexts } from '../gateway/menus.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { accountsHealth, saveHealth } from '../store/health.ts'
import { heardSince } from '../store/heard.ts'
import type { ConnectionChecked, ConnectionHeard, ConnectionInstalled, ConnectionKept, ConnectionsView, ConnectionView } from './api/connections.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked, Handlers } from './guard.ts'

const INSTALL_MS = 120_000
const HEALTH_MS = 10_000
const HEARD_MS = 3_600_000
const LONGEST = 20_000

const Values = z.strictObject({ values: z.record(z.string().max(100), z.string().trim().max(LONGEST)) })
const Since = z.object({ since: z.coerce.date().optional() })

type Path = Extract<RouteName, `${string} /api/connections${string}`>

export function connectionHandlers(runtime: Runtime): Handlers<Path> {
  const { accounts, config, connections, db, log } = runtime
  const askedFor = ({ request }: Asked): KindName => {
    const id = String(request.params['id'])
    if (!isKind(id)) throw new HttpRefusal(404, 'not_found')
    return id
  }
  const connected = (kind: KindName) => {
    const account = accounts.get(kindOf(kind).account ?? '')
    if (!account) throw new HttpRefusal(409, 'not_connected')
    return account
  }
  const toChange = (asked: Asked): KindName => {
    const kind = askedFor(asked)
    if (sourceOf(runtime, kind) === 'environment') throw new HttpRefusal(409, 'in_environment')
    return kind
  }
  const health = async (kind: KindName) => {
    const account = accounts.get(kindOf(kind).account ?? '')
    const told = await account?.channel.fetchHealth?.(account.config, AbortSignal.timeout(HEALTH_MS)).catch(() => null)
    if (account && told) await saveHealth(db, account.id, told)
  }
  return {
    'GET /api/connections': async () => ({
      publicUrl: config.publicUrl, isPublic: isPublic(config.publicUrl), media: runtime.media.describe(), connections: await connectionViews(runtime),
    }) satisfies ConnectionsView,
    async 'PATCH /api/connections/:id'(asked) {
      const kind = toChange(asked)
      const { fields } = kindOf(kind)
      const given = Object.entries(Values.parse(asked.request.body).values)
      if (given.length === 0 || given.some(([name]) => !fields.some((field) => field.name === name))) throw new HttpRefusal(400, 'invalid')
      if (rivalOf(runtime, kind)) throw new HttpRefusal(409, 'other_provider')
      const [written, cleared] = [new Map(given.filter(([, value]) => value !== '')), given.filter(([, value]) => value === '').map(([name]) => name)]
      if (kind === 'messenger' && !connections.kept.has(VERIFY) && !written.has(VERIFY)) written.set(VERIFY, randomBytes(24).toString('base64url'))
      const all = new Map([...[...connections.kept].map(([name, { value }]) => [name, value] as const), ...written])
      for (const name of cleared) all.delete(name)
      if (!isWhole(kind, all)) throw new HttpRefusal(422, 'not_whole', fields.filter(({ name, required }) => required && !all.has(name)).map(({ name }) => name).join(', '))
      const findings = await inspectWith(runtime, kind, all).catch((error: unknown) => {
        // It names the settings that are of another form, and nothing of what they hold.
        throw error instanceof ConfigError ? new HttpRefusal(422, 'bad_setting', fields.filter(({ name }) => error.message.includes(name)).map(({ name }) => name).join(', ')) : error
      })
      const kept = !findings.some(({ state }) => state === 'refused')
      asked.note({ fields: given.map(([name]) => name).join(', '), kept })
      if (kept) {
        if (cleared.length > 0) await connections.remove(kind, cleared)
        await connections.put(kind, written)
        await health(kind)
      }
      return { kept, findings } satisfies ConnectionKept
    },
    async 'DELETE /api/connections/:id'(asked) {
      const kind = toChange(asked)
      if (!(await connections.remove(kind))) throw new HttpRefusal(409, 'not_connected')
    },
    async 'POST /api/connections/:id/check'(asked) {
      const kind = askedFor(asked)
      const [findings] = await Promise.all([inspectNow(runtime, kind), health(kind)])
      return { findings } satisfies ConnectionChecked
    },
    async 'POST /api/connections/:id/webhook'(asked) {
      const kind = askedFor(asked)
      connected(kind)
      const pointed = await pointHere(runtime, kind)
      if (!pointed) throw new HttpRefusal(409, 'not_offered')
      if (pointed.state !== 'fine') return { findings: [pointed] } satisfies ConnectionChecked
      return { findings: await inspectNow(runtime, kind) } satisfies ConnectionChecked
    },
    async 'POST /api/connections/:id/install'(asked) {
      const { channel, config: settings } = connected(askedFor(asked))
      if (!channel.install) throw new HttpRefusal(409, 'not_offered')
      const done: string[] = []
      try {
        for await (const line of channel.install(menuTexts(runtime.content), settings, AbortSignal.timeout(INSTALL_MS))) done.push(line)
        return { done, problem: false } satisfies ConnectionInstalled
      } catch (error) {
        log.warn({ subject: channel.type, reason: error instanceof Error ? error.name : 'unknown' }, 'menus and greeting were not put up')
        return { done, problem: true } satisfies ConnectionInstalled
      }
    },
    async 'GET /api/connections/:id/heard'(asked) {
      const account = connected(askedFor(asked))
      const now = runtime.now()
      const since = Since.parse(asked.request.query).since ?? now
      // Who connects an account is not told when people wrote yesterday.
      const { received, answered } = await heardSince(db, account.id, new Date(Math.max(since.getTime(), now.getTime() - HEARD_MS)))
      return { now: now.toISOString(), received: received?.toISOString() ?? null, answered: answered?.toISOString() ?? null } satisfies ConnectionHeard
    },
  }
}

/** What Meta asks the desk for is made up here, and may be seen again: it has to be pasted there. */
const VERIFY = 'MESSENGER_VERIFY_TOKEN'

const sourceOf = ({ accounts, config, connections }: Runtime, kind: KindName): ConnectionView['source'] => {
  const { account } = kindOf(kind)
  const there = account === null ? connections.config.translation.provider?.type === kind : accounts.has(account)
  if (isInEnvironment(kind, config.given)) return 'environment'
  return there ? [...connections.kept.values()].some((one) => one.kind === kind) ? 'page' : 'environment' : null
}

function rivalOf(runtime: Runtime, kind: KindName): KindName | null {
  const rival = RIVALS[kind]
  return rival !== undefined && sourceOf(runtime, rival) !== null ? rival : null
}

async function connectionViews(runtime: Runtime): Promise<ConnectionView[]> {
  const { accounts, config, connections } = runtime
  const known = new Map((await accountsHealth(runtime.db)).map((row) => [row.id, row]))
  return KIND_NAMES.map((kind) => {
    const { fields, account } = kindOf(kind)
    const source = sourceOf(runtime, kind)
    const kept = source === 'environment' ? [] : [...connections.kept.values()].filter((one) => one.kind === kind)
    const [row, connectedAs] = [known.get(account ?? ''), accounts.get(account ?? '')]
    return {
      kind, source, webhook: webhookOf(config, kind), rival: rivalOf(runtime, kind),
      since: source === 'page' ? kept.map(({ createdAt }) => createdAt.toISOString()).toSorted()[0] ?? null : null,
      fields: fields.map(({ name, required, shown, long = false }) => {
        const one = kept.find((field) => field.name === name)
        return { name, required, shown, long, set: one?.changedAt.toISOString() ?? null, value: shown ? one?.value ?? null : null }
      }),
      health: connectedAs && row?.health && row.checked_at ? { checkedAt: row.checked_at.toISOString(), ...row.health } : null,
      can: { point: inspections.get(account ?? '')?.pointHere != null, install: connectedAs?.channel.install !== undefined, hear: account !== null },
    }
  })
}
