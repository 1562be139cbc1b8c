// The routes by which a case finds partners and experts, asks them, and keeps what they answered.
import { z } from 'zod'
import { fold } from '../cases/case.ts'
import { ITEMS } from '../cases/consent.ts'
import { isForExperts, isLinkLive, REQUEST_KINDS } from '../cases/requests.ts'
import { askPartner, findPartners } from '../desk/ask-partner.ts'
import { digestOf, linkOf, newSecret } from '../desk/request-link.ts'
import { LANGUAGES } from '../partners/entry.ts'
import { PREFECTURES } from '../partners/prefectures.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { findCase } from '../store/cases.ts'
import { linksOfCase, renewLink } from '../store/partner-requests.ts'
import type { QuestionDraft, LinkMade, PartnersFound, RequestsView } from './api/partners.ts'
import { done, idOf } from './asked.ts'
import { HttpRefusal } from './errors.ts'
import { ANSWERED } from './guard.ts'
import type { Asked, Handlers } from './guard.ts'
import { passMedia } from './media.ts'

const Kind = z.enum(REQUEST_KINDS)
const Prefecture = z.enum(PREFECTURES)
const Language = z.enum(LANGUAGES).nullable()
const Search = z.object({ kind: Kind, prefecture: Prefecture, language: Language.catch(null).default(null) })
const AskBody = z.strictObject({
  partner: z.uuid(), kind: Kind, day: z.iso.date().nullable(), prefecture: Prefecture, language: Language, until: z.iso.date(),
  question: z.string().trim().max(5_000), facts: z.array(z.strictObject({ item: z.enum(ITEMS), text: z.string().trim().min(1).max(5_000) })).max(20),
  mail: z.boolean(), warned: z.boolean().default(false),
})
const LinkBody = z.strictObject({ mail: z.boolean() })
const MOST_FACTS = 12

export type RequestRoute = Extract<RouteName, `${string} /api/cases/:id/${'partners' | 'question-draft' | 'requests'}${string}`>

export function requestHandlers(runtime: Runtime): Handlers<RequestRoute> {
  const { db, now, content, media } = runtime
  const found = async (asked: Asked) => {
    const one = await findCase(db, asked.reader, idOf(asked))
    if (!one) throw new HttpRefusal(404, 'not_found')
    return fold(one.events)
  }
  const requestIn = ({ request }: Asked): string => {
    const id = z.uuid().safeParse(request.params['request'])
    if (!id.success) throw new HttpRefusal(404, 'not_found')
    return id.data
  }
  return {
    async 'GET /api/cases/:id/partners'(asked) {
      const ranked = await findPartners(runtime, asked.reader, idOf(asked), Search.parse(asked.request.query))
      if (!ranked) throw new HttpRefusal(404, 'not_found')
      asked.note({ count: ranked.length })
      return { found: ranked } satisfies PartnersFound
    },
    async 'GET /api/cases/:id/question-draft'(asked) {
      const { wishes, contacts, decisions, companies } = await found(asked)
      const codes = (text: string) => companies.reduce((left, code) => left.replaceAll(new RegExp(code, 'gi'), '▢'), text)
      const fact = (item: 'problem' | 'wish') => (text: string) => ({ item, text: content.mask(codes(text)) })
      return {
        facts: [
          ...contacts.filter(({ party, note }) => party === null && note !== '').map(({ note }) => note).map(fact('problem')),
          ...wishes.map(fact('wish')), ...decisions.flatMap(({ chosen }) => chosen ?? []).map(fact('wish')),
        ].slice(-MOST_FACTS),
      } satisfies QuestionDraft
    },
    async 'GET /api/cases/:id/requests'(asked) {
      const state = await found(asked)
      const links = await linksOfCase(db, asked.reader, idOf(asked))
      return {
        links: links.map(({ id, tied, mailed_at, waiting, mail_problem }) => {
          const request = state.requests.find((one) => one.id === id)
          const open = request !== undefined && (request.status === 'asked' || request.status === 'accepted')
          const live = request !== undefined && isLinkLive(state, request, now())
          const over = request !== undefined && (now().toISOString() >= request.until || state.closing !== null)
          const shut = !open ? null : tied ? 'conflict' : live ? null : over ? 'over' : state.incident !== null && isForExperts(request) ? 'experts' : 'consent'
          return { id, shut, mailedAt: mailed_at?.toISOString() ?? null, mail: mail_problem !== null ? 'failed' as const : waiting ? 'waiting' as const : mailed_at ? 'sent' as const : 'none' as const }
        }),
      } satisfies RequestsView
    },
    async 'POST /api/cases/:id/requests'(asked) {
      const body = AskBody.parse(asked.request.body)
      const result = await askPartner(runtime, asked.reader, idOf(asked), body)
      if (typeof result !== 'object' || result === null) return done(result)
      asked.note({ request: result.id, kind: body.kind })
      asked.response.status(201)
      return result
    },
    async 'POST /api/cases/:id/requests/:request/link'(asked) {
      const { mail } = LinkBody.parse(asked.request.body)
      const [state, id, secret] = [await found(asked), requestIn(asked), newSecret()]
      const request = state.requests.find((one) => one.id === id)
      if (!request) throw new HttpRefusal(404, 'not_found')
      if (!isLinkLive(state, request, now())) throw new HttpRefusal(409, 'link_over')
      asked.note({ request: id })
      if (!(await renewLink(db, asked.reader, idOf(asked), id, mail ? null : digestOf(secret), mail ? now() : null))) throw new HttpRefusal(409, 'link_over')
      return { link: mail ? null : linkOf(runtime, secret) } satisfies LinkMade
    },
    async 'GET /api/cases/:id/requests/:request/files/:file'(asked) {
      const { requests } = await found(asked)
      const file = requests.find(({ id }) => id === requestIn(asked))?.files.find(({ id }) => id === asked.request.params['file'])
      if (!file) throw new HttpRefusal(404, 'not_found')
      asked.note({ request: requestIn(asked) })
      await asked.recorded()
      const served = { ...file, kind: file.type.startsWith('image/') ? 'image' as const : 'file' as const }
      if (!(await passMedia(media, served, asked.request, asked.response))) throw new HttpRefusal(404, 'not_found')
      return ANSWERED
    },
  }
}
