// The routes of mediation: what is prepared for it, the dossier, and whether there is a mediator at all.
import { z } from 'zod'
import type { Passage } from '../cases/dossier.ts'
import { DossierShape } from '../cases/dossier-shape.ts'
import { giveDossier, openDossier, pdfOf, printed, refusedToWrite, standing } from '../desk/dossier.ts'
import type { OpenDossier } from '../desk/dossier.ts'
import { translateInCase } from '../desk/translate-in-case.ts'
import { withoutFurigana } from '../knowledge/normalise.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { staffNames } from '../store/case-people.ts'
import { confirmDossierDraft, findIssuedDossier, saveDossierDraft } from '../store/dossiers.ts'
import { isMediationAvailable, setMediationAvailable } from '../store/settings.ts'
import type { DossierSaved, DossierTranslation, MediationView, PrintedDossier } from './api/mediation.ts'
import { done, idOf } from './asked.ts'
import { HttpRefusal } from './errors.ts'
import { ANSWERED } from './guard.ts'
import type { Asked, Handlers } from './guard.ts'

const Revision = z.int().min(0)
const SaveBody = z.strictObject({ revision: Revision, dossier: DossierShape })
const TextsBody = z.strictObject({ texts: z.array(z.string().trim().min(1).max(5_000)).min(1).max(50) })
const ConfirmBody = z.strictObject({ revision: Revision, whom: z.string().trim().min(1).max(200) })
const IssueBody = z.strictObject({ revision: Revision, purpose: z.string().trim().min(1).max(1_000), warned: z.boolean().default(false) })

/** A browser's own viewer of PDFs is an object to it. */
const PDF_POLICY = "default-src 'none'; object-src 'self'; frame-ancestors 'none'"

export type MediationRoute = Extract<RouteName, `${string} /api/cases/:id/${'mediation' | 'dossier'}${string}` | 'PATCH /api/mediation'>

export function mediationHandlers(runtime: Runtime): Handlers<MediationRoute> {
  const { db, content, translator, now } = runtime
  const opened = async (asked: Asked) => {
    const open = await openDossier(runtime, asked.reader, idOf(asked))
    if (!open) throw new HttpRefusal(404, 'not_found')
    return open
  }
  const written = (open: OpenDossier, { reader }: Asked) => {
    const refused = refusedToWrite(open, reader)
    if (refused) throw new HttpRefusal(409, refused)
  }
  /** Of the draft, or of what was given away. */
  const numbered = async (asked: Asked) => {
    const number = z.coerce.number().int().min(0).max(9_999).catch(-1).parse(asked.request.params['number'])
    asked.note({ number })
    if (number === 0) {
      const open = await opened(asked)
      const page = printed(runtime, open, null)
      return { page, name: 'dossier-draft', pdf: () => pdfOf(runtime, page, open) }
    }
    const issued = await findIssuedDossier(db, asked.reader, idOf(asked), number)
    if (!issued) throw new HttpRefusal(404, 'not_found')
    return { page: issued.printed, name: `dossier-${number}`, pdf: () => Promise.resolve(Buffer.from(issued.pdf)) }
  }
  return {
    async 'GET /api/cases/:id/mediation'(asked) {
      const open = await opened(asked)
      const { language, draft, dossier, faults, evidence } = open
      const names = await staffNames(db)
      return {
        available: await isMediationAvailable(db),
        notYet: { text: content.words(language, 'mediation.notYet'), japanese: withoutFurigana(content.words('ja', 'mediation.notYet')) },
        language, translates: translator !== null, revision: draft?.revision ?? 0, dossier, faults, ...standing(open, now()),
        savedBy: draft ? names[draft.saved_by] ?? draft.saved_by : null,
        confirmed: draft?.confirmed_at && draft.confirmed_by !== null ? { by: names[draft.confirmed_by] ?? draft.confirmed_by, whom: draft.confirmed_whom ?? '', at: draft.confirmed_at.toISOString() } : null,
        evidence: evidence.map(({ id, kind, name, at }) => ({ id, kind, name, at: at.toISOString() })),
      } satisfies MediationView
    },
    async 'PATCH /api/cases/:id/dossier'(asked) {
      const { revision, dossier } = SaveBody.parse(asked.request.body)
      const open = await opened(asked)
      written(open, asked)
      const texts = (passages: readonly Passage[]) => JSON.stringify(passages.map(({ section, ja, translation, source }) => [section, ja, translation, source]))
      const saved = await saveDossierDraft(db, asked.reader, { id: open.id, revision, content: dossier, now: now(), keepsConfirmation: texts(dossier.passages) === texts(open.dossier.passages) })
      if (saved === null) throw new HttpRefusal(409, 'changed')
      return { revision: saved } satisfies DossierSaved
    },
    async 'POST /api/cases/:id/dossier/translate'(asked) {
      const { texts } = TextsBody.parse(asked.request.body)
      const { id, language } = await opened(asked)
      return { texts: await translateInCase(runtime, id, texts, language) } satisfies DossierTranslation
    },
    async 'POST /api/cases/:id/dossier/confirm'(asked) {
      const { revision, whom } = ConfirmBody.parse(asked.request.body)
      const open = await opened(asked)
      written(open, asked)
      const { id, faults } = open
      if (faults.some((fault) => fault !== 'not_confirmed' && fault !== 'no_addressee')) throw new HttpRefusal(409, 'dossier_faulty')
      if (!(await confirmDossierDraft(db, asked.reader, id, revision, whom, now()))) throw new HttpRefusal(409, 'changed')
    },
    async 'POST /api/cases/:id/dossier/issue'(asked) {
      return done(await giveDossier(runtime, asked.reader, idOf(asked), IssueBody.parse(asked.request.body)))
    },
    async 'GET /api/cases/:id/dossiers/:number'(asked) {
      return { printed: (await numbered(asked)).page } satisfies PrintedDossier
    },
    async 'GET /api/cases/:id/dossiers/:number/pdf'(asked) {
      const { name, pdf } = await numbered(asked)
      const bytes = await pdf()
      await asked.recorded()
      asked.response.set({ 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${name}.pdf"`, 'cache-control': 'no-store', 'content-security-policy': PDF_POLICY }).send(bytes)
      return ANSWERED
    },
    async 'PATCH /api/mediation'({ request, note }) {
      const { available } = z.strictObject({ available: z.boolean() }).parse(request.body)
      note({ available })
      await setMediationAvailable(db, available)
    },
  }
}
