// The desk's API: what needs no session, and behind the guard everything else. A page of another site cannot call it.
import express, { Router } from 'express'
import type { Request } from 'express'
import type { Runtime } from '../runtime.ts'
import type { SessionView } from './api/inbox.ts'
import { bodyHandlers } from './bodies.ts'
import { choiceHandlers } from './article-choices.ts'
import { draftHandlers } from './article-drafts.ts'
import { articleHandlers } from './articles.ts'
import { caseSeenHandlers } from './case-seen.ts'
import { caseHandlers } from './cases.ts'
import { connectionHandlers } from './connections.ts'
import { companyHandlers } from './companies.ts'
import { companyCodeHandlers } from './company-codes.ts'
import { contactHandlers } from './contact.ts'
import { conversationHandlers } from './conversations.ts'
import { directoryHandlers } from './directory.ts'
import { boardHandlers } from './board-moderation.ts'
import { feedbackHandlers } from './feedback.ts'
import { gapHandlers } from './gaps.ts'
import { HttpRefusal } from './errors.ts'
import { guarded } from './guard.ts'
import { incidentHandlers } from './incidents.ts'
import { listHandlers } from './list.ts'
import type { Live } from './live.ts'
import { deviceHandlers } from './devices.ts'
import { meHandlers } from './me.ts'
import { numberHandlers } from './numbers.ts'
import { refuseNul } from './no-nul.ts'
import type { Onlookers } from './onlookers.ts'
import { onCallHandlers } from './on-call.ts'
import { operationHandlers } from './operation.ts'
import { outreachHandlers } from './outreach.ts'
import { peopleHandlers } from './people.ts'
import { libraryHandlers } from './library.ts'
import { isForeign } from './inquiry/routes.ts'
import { privacyHandlers } from './privacy.ts'
import { retentionHandlers } from './retention.ts'
import { mediationHandlers } from './mediation.ts'
import { partnerHandlers } from './partners.ts'
import { reportFileHandlers } from './report-files.ts'
import { requestHandlers } from './case-requests.ts'
import { recordHandlers } from './record.ts'
import { reportHandlers } from './reports.ts'
import { Acceptance, Setup } from './session.ts'
import type { Sessions } from './session.ts'
import { fileHandlers } from './staff-files.ts'
import { staffHandlers } from './staff.ts'
import { committeeHandlers } from './committee.ts'
import { statisticsHandlers } from './statistics.ts'
import { troubleHandlers } from './troubles.ts'
import { glossaryHandlers } from './glossary.ts'
import { translationHandlers } from './translations.ts'
import { threadHandlers } from './thread.ts'
import type { InvitedView } from './api/staff.ts'
import { wayHandlers } from './ways.ts'
import { questionnaireDraftHandlers } from './questionnaire-drafts.ts'
import { questionnaireResultHandlers } from './questionnaire-results.ts'
import { questionnaireHandlers } from './questionnaires.ts'

export function inbox(runtime: Runtime, sessions: Sessions, live: Live, onlookers: Onlookers): Router {
  const router = Router()
  router.use('/api', sameOriginOnly)
  // Sixty questions in nine languages.
  router.use('/api/questionnaires', express.json({ limit: '1mb', verify: refuseNul }))
  router.use(express.json({ limit: '100kb', verify: refuseNul }))

  router.get('/api/session', async (request, response) => {
    const member = await sessions.who(request.headers)
    const user = member && { id: member.id, name: member.name, email: member.email }
    response.json({ user, needsSetup: await sessions.needsSetup(), sso: sessions.singleSignOn } satisfies SessionView)
  })
  router.post('/api/setup', async (request, response) => {
    const result = await sessions.setUp(Setup.parse(request.body))
    if (result !== 'done') throw refusedLink(result)
    response.status(201).json({})
  })
  router.get('/api/invited/:token', async (request, response) => {
    const invited = await sessions.invited(request.params.token)
    if (!invited) throw new HttpRefusal(410, 'link_used')
    response.json(invited satisfies InvitedView)
  })
  router.post('/api/invited/:token', async (request, response) => {
    const result = await sessions.acceptInvitation(request.params.token, Acceptance.parse(request.body))
    if (result !== 'done') throw refusedLink(result)
    response.status(201).json({})
  })

  return router.use(guarded(runtime, sessions, {
    ...conversationHandlers(runtime, sessions, live, onlookers), ...threadHandlers(runtime, onlookers), ...fileHandlers(runtime), ...contactHandlers(runtime), ...caseHandlers(runtime), ...caseSeenHandlers(runtime), ...mediationHandlers(runtime), ...libraryHandlers(runtime), ...peopleHandlers(runtime),
    ...meHandlers(runtime, sessions), ...staffHandlers(runtime, sessions), ...recordHandlers(runtime),
    ...articleHandlers(runtime), ...draftHandlers(runtime), ...gapHandlers(runtime), ...choiceHandlers(runtime),
    ...onCallHandlers(runtime), ...wayHandlers(runtime), ...deviceHandlers(runtime), ...numberHandlers(runtime), ...partnerHandlers(runtime), ...requestHandlers(runtime),
    ...listHandlers(runtime), ...translationHandlers(runtime), ...glossaryHandlers(runtime), ...companyHandlers(runtime), ...companyCodeHandlers(runtime),
    ...questionnaireHandlers(runtime), ...questionnaireDraftHandlers(runtime), ...questionnaireResultHandlers(runtime), ...feedbackHandlers(runtime), ...bodyHandlers(runtime), ...directoryHandlers(runtime), ...boardHandlers(runtime),
    ...statisticsHandlers(runtime), ...committeeHandlers(runtime), ...reportHandlers(runtime), ...reportFileHandlers(runtime), ...outreachHandlers(runtime), ...troubleHandlers(runtime), ...operationHandlers(runtime),
    ...connectionHandlers(runtime), ...privacyHandlers(runtime), ...retentionHandlers(runtime), ...incidentHandlers(runtime),
  }))
}

/** Browsers name the page's origin on every unsafe request, and newer ones on every request whether it is of the same site: no other page sends, shows or opens anything here. */
function sameOriginOnly(request: Request, _response: unknown, next: () => void): void {
  const safe = request.method === 'GET' || request.method === 'HEAD'
  if (isForeign(request) || (!safe && request.headers.origin === undefined)) throw new HttpRefusal(403, 'other_site')
  next()
}

function refusedLink(why: 'used' | 'exists' | 'guessable'): HttpRefusal {
  return why === 'guessable' ? new HttpRefusal(400, 'guessable_password') : new HttpRefusal(410, 'link_used')
}
