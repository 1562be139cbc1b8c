// The desk's terms and the corrections of counsellors, as editors see and change them.
import { z } from 'zod'
import { readGlossary, Terms, UnreadableGlossary, writeGlossary } from '../language/glossary.ts'
import type { Term } from '../language/glossary.ts'
import type { RouteName } from '../routes.ts'
import type { Runtime } from '../runtime.ts'
import { decideCorrection, listCorrections } from '../store/corrections.ts'
import type { ListedCorrection } from '../store/corrections.ts'
import { latestGlossary, saveGlossary } from '../store/glossaries.ts'
import type { CorrectionList, CorrectionView, GlossarySaved, GlossaryView } from './api/translation.ts'
import { idOf } from './asked.ts'
import { HttpRefusal } from './errors.ts'
import { ANSWERED } from './guard.ts'
import type { Asked, Handlers } from './guard.ts'

const SaveBody = z.strictObject({ number: z.int().min(0), terms: Terms })
const ImportBody = z.strictObject({ file: z.string().max(95_000) })
const DecideBody = z.strictObject({ state: z.enum(['kept', 'dismissed']) })

export function glossaryHandlers({ db, terms, now }: Runtime): Handlers<Extract<RouteName, `${string} /api/${'glossary' | 'corrections'}${string}`>> {
  const save = async (asked: Asked, base: number, changed: readonly Term[]) => {
    if (!(await saveGlossary(db, base, changed, asked.member.id))) throw new HttpRefusal(409, 'changed')
    asked.note({ version: base + 1, count: changed.length }, 'glossary:terms')
    await terms.current(true)
    return { number: base + 1 } satisfies GlossarySaved
  }
  return {
    async 'GET /api/glossary'() {
      const [running, saved] = [await terms.current(true), await latestGlossary(db)]
      return { number: saved?.number ?? 0, version: running.version, terms: running.terms, by: saved?.staff_name ?? null, at: saved?.at.toISOString() ?? null } satisfies GlossaryView
    },
    async 'POST /api/glossary'(asked) {
      const { number, terms: changed } = SaveBody.parse(asked.request.body)
      return save(asked, number, changed)
    },
    async 'GET /api/glossary/export'(asked) {
      const file = writeGlossary((await terms.current(true)).terms)
      asked.note({}, 'glossary:terms')
      await asked.recorded()
      asked.response.set({ 'content-type': 'application/yaml; charset=utf-8', 'content-disposition': `attachment; filename="glossary-${now().toISOString().slice(0, 10)}.yaml"`, 'cache-control': 'no-store' }).send(file)
      return ANSWERED
    },
    async 'POST /api/glossary/import'(asked) {
      const { file } = ImportBody.parse(asked.request.body)
      return save(asked, (await latestGlossary(db))?.number ?? 0, readable(file))
    },
    async 'GET /api/corrections'({ reader, request, note }) {
      const show = request.query['show'] === 'decided' ? 'decided' : 'open'
      const rows = await listCorrections(db, reader, show)
      note({ show, count: rows.length })
      return { corrections: rows.map(correctionView) } satisfies CorrectionList
    },
    async 'POST /api/corrections/:id'(asked) {
      const { state } = DecideBody.parse(asked.request.body)
      asked.note({ decision: state })
      if (!(await decideCorrection(db, asked.reader, idOf(asked), state))) throw new HttpRefusal(409, 'conflict')
    },
  }
}

function readable(file: string): Term[] {
  try {
    return readGlossary(file)
  } catch (error) {
    if (error instanceof UnreadableGlossary) throw new HttpRefusal(400, 'invalid', error.message.slice(0, 500))
    throw error
  }
}

function correctionView({ id, from_language: from, to_language: to, original, machine, corrected, staff_name, at, state, decided_name }: ListedCorrection): CorrectionView {
  return { id, from, to, original, machine, corrected, by: staff_name ?? '', at: at.toISOString(), state, decidedBy: decided_name }
}
