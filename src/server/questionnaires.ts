// Questionnaires as the desk sees them: the list, one with its versions, when it is open and for how many, and a text translated by machine.
import { z } from 'zod'
import { LANGUAGES } from '../knowledge/languages.ts'
import { withoutFurigana } from '../knowledge/normalise.ts'
import { may } from '../permissions.ts'
import { draftOf, emptyDraft } from '../questionnaires/draft.ts'
import { Quotas } from '../questionnaires/quotas-shape.ts'
import { QUESTIONNAIRE_KINDS, QuestionnaireContent } from '../questionnaires/shape.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { readCompanies } from '../store/companies.ts'
import { changeQuestionnaire, createQuestionnaire, findQuestionnaire, listQuestionnaires, questionnaireVersions } from '../store/questionnaires.ts'
import { members } from '../store/team.ts'
import type { NewQuestionnaireRequest, QuestionnaireList, QuestionnairePage, TranslatedText } from './api/questionnaires.ts'
import { HttpRefusal } from './errors.ts'
import type { Asked, Handlers } from './guard.ts'
import { lineOf, openOf, openView, runningOf, versionView, writtenIn } from './questionnaire-views.ts'

const Key = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/)
const NewBody = z.strictObject({
  key: Key, kind: z.enum(QUESTIONNAIRE_KINDS),
  from: z.discriminatedUnion('type', [z.strictObject({ type: z.literal('empty') }), z.strictObject({ type: z.literal('template'), name: z.string().max(60) }), z.strictObject({ type: z.literal('copy'), key: z.string().max(60) })]),
})
const Moment = z.iso.datetime({ offset: true }).transform((at) => new Date(at)).nullable()
const ChangeBody = z.strictObject({ opensAt: Moment, closesAt: Moment, quotas: Quotas })
const TranslateBody = z.strictObject({ text: z.string().trim().min(1).max(2_000), language: z.enum(LANGUAGES) })

type Path = Extract<RouteName, `GET /api/questionnaires` | `POST /api/questionnaires` | 'POST /api/questionnaires/translate' | 'GET /api/questionnaires/:id' | 'PATCH /api/questionnaires/:id'>

/** @throws HttpRefusal where there is no such questionnaire */
export async function questionnaireOf({ db }: Runtime, { request }: Asked) {
  const key = String(request.params['id'])
  const [row, versions] = await Promise.all([findQuestionnaire(db, key), questionnaireVersions(db, key)])
  if (!row) throw new HttpRefusal(404, 'not_found')
  return { key, row, versions }
}

export function questionnaireHandlers(runtime: Runtime): Handlers<Path> {
  const { db, now, translation } = runtime
  const beginning = async (from: NewQuestionnaireRequest['from']) => {
    if (from.type === 'empty') return emptyDraft()
    if (from.type === 'template') {
      const template = runtime.content.questionnaireTemplates.get(from.name)
      return template ? draftOf(template) : null
    }
    const versions = await questionnaireVersions(db, from.key)
    const shown = openOf(versions) ?? runningOf(versions) ?? versions[0]
    return shown ? writtenIn(shown) : null
  }
  return {
    async 'GET /api/questionnaires'() {
      const [rows, versions] = await Promise.all([listQuestionnaires(db), questionnaireVersions(db, null)])
      const byKey = Map.groupBy(versions, ({ key }) => key)
      const withdrawn = await Promise.all(rows.filter(({ key }) => !byKey.has(key)).map(async ({ key }) => [key, await questionnaireVersions(db, key)] as const))
      const all = new Map([...byKey, ...withdrawn])
      return {
        questionnaires: rows.map((row) => lineOf(row, all.get(row.key) ?? [], now())),
        templates: [...runtime.content.questionnaireTemplates].map(([name, { title, questions, anonymous }]) => ({ name, title: { ja: title.ja, en: title.en }, questions: questions.length, anonymous })),
      } satisfies QuestionnaireList
    },
    async 'POST /api/questionnaires'(asked) {
      const { key, kind, from } = NewBody.parse(asked.request.body)
      const draft = await beginning(from)
      if (!draft) throw new HttpRefusal(409, 'no_questionnaire')
      if (!(await createQuestionnaire(db, { key, kind, draft, by: asked.member.id, now: now() }))) throw new HttpRefusal(409, 'key_taken')
      asked.note({ kind }, `questionnaires:${key}`)
      asked.response.status(201)
      return { key }
    },
    async 'GET /api/questionnaires/:id'(asked) {
      const { row, versions } = await questionnaireOf(runtime, asked)
      const [running, open] = [runningOf(versions), openOf(versions)]
      const others = (await members(db)).filter(({ id, disabled_at, roles }) => id !== asked.member.id && disabled_at === null && may(roles, 'questionnaires.publish'))
      return {
        ...lineOf(row, versions, now()), quotas: Quotas.parse(row.quotas), unfinished: row.unfinished,
        running: running && { number: running.number, content: QuestionnaireContent.parse(running.content) }, open: open && openView(open), versions: versions.map(versionView),
        alone: others.length === 0, companies: (await readCompanies(db)).map(({ id, name }) => ({ id, name })),
      } satisfies QuestionnairePage
    },
    async 'PATCH /api/questionnaires/:id'(asked) {
      const change = ChangeBody.parse(asked.request.body)
      if (change.opensAt && change.closesAt && change.opensAt >= change.closesAt) throw new HttpRefusal(400, 'closes_before')
      const { key } = await questionnaireOf(runtime, asked)
      await changeQuestionnaire(db, key, change)
      asked.note({ from: change.opensAt?.toISOString() ?? '', to: change.closesAt?.toISOString() ?? '' })
    },
    async 'POST /api/questionnaires/translate'({ request }) {
      const { text, language } = TranslateBody.parse(request.body)
      const translated = await translation.translate({ text: withoutFurigana(text), from: 'ja', to: language, names: [], urgency: 'other' })
      return (translated.status === 'done' ? { status: 'done', text: translated.text } : { status: translated.status }) satisfies TranslatedText
    },
  }
}
