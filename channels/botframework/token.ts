// The bot's own token for the connector: one for all that is sent, renewed before it ends.
import { z } from 'zod'
import type { CloudConfig } from './wire.ts'

/** Shorter than a send may take. */
const PATIENCE_MS = 6_000
/** So long before its end a token is no longer used. */
const EARLY_SECONDS = 300

const Granted = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() })

/** `isNew`: it was not used before. */
export interface Token { readonly text: string; readonly isNew: boolean }

/** The login refused, or could not be asked; `status` null where it did not answer. */
export class LoginFailed extends Error {
  override readonly name = 'LoginFailed'
  readonly status: number | null
  constructor(status: number | null, options?: ErrorOptions) {
    super(`Bot Framework: no token (${status ?? 'no answer'})`, options)
    this.status = status
  }
}

interface Held { readonly granted: Promise<z.infer<typeof Granted>>; until: number }
const held = new WeakMap<CloudConfig, Held>()

/** @throws LoginFailed */
export async function tokenOf(config: CloudConfig): Promise<Token> {
  const known = held.get(config)
  if (known !== undefined && performance.now() < known.until) return { text: (await known.granted).access_token, isNew: false }
  const entry: Held = { granted: grant(config), until: Number.POSITIVE_INFINITY }
  held.set(config, entry)
  try {
    const { access_token, expires_in } = await entry.granted
    entry.until = performance.now() + (expires_in - EARLY_SECONDS) * 1000
    return { text: access_token, isNew: true }
  } catch (error) {
    forgetToken(config)
    throw error
  }
}

/** The connector refused it: the next one asks the login again. */
export function forgetToken(config: CloudConfig): void {
  held.delete(config)
}

async function grant({ appId, appPassword, tenantId, loginBase, issuer }: CloudConfig): Promise<z.infer<typeof Granted>> {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: appId, client_secret: appPassword, scope: `${issuer}/.default` })
  const response = await fetch(new URL(`/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`, loginBase), {
    method: 'POST', body, redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((error: unknown) => { throw new LoginFailed(null, { cause: error }) })
  const text = await response.text().catch((error: unknown) => { throw new LoginFailed(null, { cause: error }) })
  if (!response.ok) throw new LoginFailed(response.status)
  try {
    return Granted.parse(JSON.parse(text))
  } catch {
    throw new LoginFailed(response.status)
  }
}
