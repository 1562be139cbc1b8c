// The door of every route that needs a session: who is it, may they, and write it down before anything is shown.
import { Router } from 'express'
import type { Request, Response } from 'express'
import { isRole, may } from '../permissions.ts'
import { actionOf, recordOf, ROUTE_NAMES } from '../routes.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import type { Reader } from '../store/visible.ts'
import { HttpRefusal } from './errors.ts'
import type { Sessions, StaffMember } from './session.ts'

/** What a handler is given. `note` adds to the record's row; what it returns is the answer's JSON, `response.status` its status. */
export interface Asked {
  readonly member: StaffMember
  readonly reader: Reader
  readonly request: Request
  readonly response: Response
  note(detail: Readonly<Record<string, unknown>>, about?: string): void
  /** For a handler that answers by itself and returns `ANSWERED`: to be called before anything is shown. */
  recorded(): Promise<void>
}

export const ANSWERED = Symbol('answered')

export type Handler = (asked: Asked) => Promise<unknown>
export type Handlers<Name extends RouteName> = Readonly<Record<Name, Handler>>

/** Left open without a second factor, so that one can be set up. */
const BEFORE_SECOND_FACTOR: ReadonlySet<string> = new Set<RouteName>(['GET /api/me'])

/** Routes in the order of their table. A refusal looks like absence; that somebody was refused is written down. */
export function guarded(runtime: Runtime, sessions: Sessions, handlers: Handlers<RouteName>): Router {
  const router = Router()
  for (const name of ROUTE_NAMES) {
    const [method = '', path = ''] = name.split(' ')
    const handle = async (request: Request, response: Response) => {
      const member = await sessions.who(request.headers)
      if (!member) throw new HttpRefusal(401, 'signed_out')
      let [object, detail] = [objectOf(path, request), {}]
      if (!may(member.roles, actionOf(name))) {
        await runtime.audit.record({ actor: member.id, action: 'refused', object, detail: { route: name } })
        throw new HttpRefusal(404, 'not_found')
      }
      if (sessions.requiresSecondFactor && !member.secondFactor && !BEFORE_SECOND_FACTOR.has(name)) throw new HttpRefusal(403, 'second_factor')
      const action = recordOf(name)
      const recorded = async () => { if (action !== null) await runtime.audit.record({ actor: member.id, action, object, detail, reason: SPOKEN_OF.test(path) ? '' : reasonIn(request) }) }
      const result = await handlers[name]({
        member, reader: readerOf(member), request, response, recorded,
        note(more, about) {
          detail = { ...detail, ...more }
          object = about ?? object
        },
      })
      if (result === ANSWERED) return
      await recorded()
      response.json(result ?? {})
    }
    if (method === 'GET') router.get(path, handle)
    else if (method === 'POST') router.post(path, handle)
    else if (method === 'PATCH') router.patch(path, handle)
    else router.delete(path, handle)
  }
  return router
}

/** For one request: a tie that is written down afterwards holds from the next one. */
function readerOf(member: StaffMember): Reader {
  return { ...watcherOf(member), untied: member.untied }
}

/** For as long as they look: each statement asks for their ties. */
export function watcherOf({ id, roles }: StaffMember): Reader {
  return { id, roles: roles.filter(isRole) }
}

/** Reasons given there speak of the worker: they stand in the case, or with the person, not in the record. */
const SPOKEN_OF = /^\/api\/(cases|people|feedback|privacy\/requests|incidents)\b/
const SINGULAR: Readonly<Record<string, string>> = {
  conversations: 'conversation', cases: 'case', people: 'person', partners: 'partner', companies: 'company', bodies: 'body', reports: 'report', 'own-reports': 'report', directory: 'submission', connections: 'connection', incidents: 'incident',
}

/** `/api/staff/:id/sessions` is about `staff:<id>`. */
function objectOf(path: string, request: Request): string {
  const id = request.params['id']
  const kind = path.split('/')[2] ?? ''
  return typeof id === 'string' ? `${SINGULAR[kind] ?? kind}:${id.slice(0, 100)}` : ''
}

function reasonIn({ body }: Request): string {
  const given: unknown = typeof body === 'object' && body !== null && 'reason' in body ? body.reason : ''
  return typeof given === 'string' ? given.slice(0, 500) : ''
}
