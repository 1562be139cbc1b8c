// The link by which a partner answers without an account: a secret of which only the digest is kept, and the case behind it.
import { createHash, randomBytes } from 'node:crypto'
import type { LinkAct } from '../cases/link-acts.ts'
import { fold } from '../cases/case.ts'
import { byLink, PARTNER } from '../cases/decide-request.ts'
import { changeOf } from '../cases/projection.ts'
import { isLinkLive } from '../cases/requests.ts'
import type { CaseRequest } from '../cases/requests.ts'
import type { CaseState } from '../cases/state.ts'
import type { Runtime } from '../runtime.ts'
import { changeByLink } from '../store/partner-requests.ts'
import { circumstances } from './case-around.ts'

const BYTES = 32

export function newSecret(): string {
  return randomBytes(BYTES).toString('base64url')
}

/** Null for what can be no secret. */
export function digestOf(secret: string): string | null {
  return Buffer.from(secret, 'base64url').length === BYTES && /^[\w-]{43}$/.test(secret) ? createHash('sha256').update(secret).digest('hex') : null
}

export const linkOf = ({ config }: Pick<Runtime, 'config'>, secret: string): string => `${config.publicUrl}/request/${secret}`

export interface LinkedRequest { readonly caseId: string; readonly partner: string; readonly request: CaseRequest }

/** Null where the link shows nothing: unknown, over, taken back, no longer agreed to, or theirs who are tied to the case. */
export async function lookAtLink(runtime: Runtime, secret: string): Promise<LinkedRequest | null> {
  const [digest, now] = [digestOf(secret), runtime.now()]
  return digest === null ? null : changeByLink(runtime.db, digest, now, ({ request, caseId, partner, events }) => {
    const state = fold(events)
    const found = requestIn(state, request)
    return found && isLinkLive(state, found, now) ? { change: null, result: { caseId, partner, request: found } } : null
  })
}

/** Does what the partner asked for; the request is as it is afterwards. Null as above, or where that cannot be done any more. */
export async function actByLink(runtime: Runtime, secret: string, act: LinkAct): Promise<LinkedRequest | null> {
  const digest = digestOf(secret)
  if (digest === null) return null
  const around = await circumstances(runtime, PARTNER)
  const done = await changeByLink(runtime.db, digest, around.now, ({ request, caseId, partner, events, language }) => {
    const fresh = byLink(fold(events), request, act, around.for(language))
    if (fresh === null) return null
    const change = changeOf(events, fresh)
    const found = requestIn(change.state, request)
    return found ? { change, result: { caseId, partner, request: found } } : null
  })
  if (done) await runtime.audit.record({ actor: 'stranger', action: `request.${act.type}`, object: `case:${done.caseId}`, detail: { request: done.request.id, partner: done.partner } })
  return done
}

function requestIn({ requests }: CaseState, id: string): CaseRequest | undefined {
  return requests.find((one) => one.id === id)
}
