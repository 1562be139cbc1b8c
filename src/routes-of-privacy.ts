// The routes about data protection: what people ask about their own data, for how long it is kept, and the register of incidents. Written as in routes.ts.
import type { Action } from './permissions.ts'

export const ROUTES_OF_PRIVACY = {
  'GET /api/privacy': ['privacy.see', null],
  'POST /api/people/:id/privacy': ['privacy.ask', 'person.askPrivacy'],
  'POST /api/people/:id/hold': ['privacy.decide', 'person.hold'],
  'DELETE /api/people/:id/hold': ['privacy.decide', 'person.liftHold'],
  'GET /api/privacy/requests': ['privacy.ask', 'privacy.requests'],
  'POST /api/privacy/requests/:id/decision': ['privacy.ask', 'privacy.decide'],
  'GET /api/privacy/rules': ['privacy.rules', null],
  'GET /api/privacy/rules/:id/preview': ['privacy.rules', null],
  'PATCH /api/privacy/rules/:id': ['privacy.manage', 'retention.change'],
  'POST /api/privacy/rules/:id/decision': ['privacy.agree', 'retention.decide'],
  'GET /api/incidents': ['incidents.read', null],
  'POST /api/incidents': ['incidents.write', 'incident.begin'],
  'GET /api/incidents/:id': ['incidents.read', 'incident.read'],
  'PATCH /api/incidents/:id': ['incidents.write', 'incident.save'],
  'POST /api/incidents/:id/step': ['incidents.write', 'incident.step'],
  'GET /api/incidents/:id/page': ['incidents.read', 'incident.print'],
} as const satisfies Record<string, readonly [Action, string | null]>
