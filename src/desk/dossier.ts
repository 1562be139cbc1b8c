// Writing a dossier, and giving it away: printed once, as it is kept, in the transaction that writes it into the register.
import { createHash } from 'node:crypto'
import { refusedTo } from '../cases/access.ts'
import type { NotAllowed } from '../cases/access.ts'
import { fold } from '../cases/case.ts'
import { mayDisclose } from '../cases/consent.ts'
import type { CaseRefusal } from '../cases/decide.ts'
import { isChecked } from '../cases/conflicts.ts'
import { issueDossier } from '../cases/decide-mediation.ts'
import { dossierFaults, EMPTY_DOSSIER, itemsOf } from '../cases/dossier.ts'
import type { Dossier, DossierFault } from '../cases/dossier.ts'
import type { CaseEvent } from '../cases/events.ts'
import { changeOf } from '../cases/projection.ts'
import { dossierPdf } from '../dossier/pdf.ts'
import { printDossier } from '../dossier/print.ts'
import type { Printed } from '../dossier/printed.ts'
import { isLanguage } from '../knowledge/languages.ts'
import type { Language } from '../knowledge/languages.ts'
import { thumbnailOf } from '../media/thumbnail.ts'
import type { Runtime } from '../runtime.ts'
import { changeCase } from '../store/case-writing.ts'
import { findCase } from '../store/cases.ts'
import { evidenceOf, findDossierDraft, keepIssuedDossier } from '../store/dossiers.ts'
import type { DossierDraft, EvidenceRow } from '../store/dossiers.ts'
import type { Reader } from '../store/visible.ts'
import { circumstances } from './case-around.ts'

/** A case with its dossier as it stands. `draft` null: nobody wrote one yet, and `dossier` is empty. */
export interface OpenDossier {
  readonly id: string
  readonly events: readonly CaseEvent[]
  readonly language: Language
  readonly draft: DossierDraft | null
  readonly dossier: Dossier
  readonly evidence: readonly EvidenceRow[]
  readonly faults: readonly DossierFault[]
}

export async function openDossier({ db }: Runtime, reader: Reader, id: string): Promise<OpenDossier | null> {
  const found = await findCase(db, reader, id)
  if (!found) return null
  const [draft, evidence] = await Promise.all([findDossierDraft(db, reader, id), evidenceOf(db, reader, id)])
  const dossier = draft?.content ?? EMPTY_DOSSIER
  const language = found.row.language !== null && isLanguage(found.row.language) ? found.row.language : 'en'
  const faults = dossierFaults(dossier, { language, events: found.events, media: evidence.map((one) => one.id), confirmed: draft?.confirmed_at != null })
  return { id, events: found.events, language, draft, dossier, evidence, faults }
}

/** It is written by whose case it is, while the case is open. */
export function refusedToWrite({ events, dossier: { party } }: OpenDossier, reader: Reader): 'closed' | NotAllowed | null {
  const state = fold(events)
  return state.closing === null ? refusedTo(reader, { type: 'disclose', party, items: [], purpose: '', warned: false }, state) : 'closed'
}

/** As it would be given away now. `number` null: as a draft. */
export function printed({ content, now }: Runtime, { dossier, events, language, draft }: OpenDossier, number: number | null): Printed {
  return printDossier({ dossier, state: fold(events), language, number, now: now(), whom: draft?.confirmed_whom ?? null, say: content.words })
}

export async function pdfOf({ media, now }: Runtime, page: Printed, { dossier, evidence }: OpenDossier): Promise<Buffer> {
  const wanted = dossier.thumbnails ? evidence.filter(({ id, kind }) => kind === 'image' && dossier.passages.some((one) => one.media === id)) : []
  const pictures = await Promise.all(wanted.map(async ({ id }) => [id, await thumbnailOf(media, id)] as const))
  return dossierPdf(page, new Map(pictures.flatMap(([id, bytes]) => (bytes ? [[id, bytes] as const] : []))), now())
}

/** What stands between the draft and its being given away, besides what is wrong in it. */
export function standing({ events, dossier }: OpenDossier, now: Date): { readonly items: readonly string[]; readonly consented: boolean; readonly missing: readonly string[]; readonly checked: boolean } {
  const state = fold(events)
  const items = itemsOf(dossier)
  const may = mayDisclose(state.consents, dossier.party, items, now)
  const helps = dossier.party.type === 'lawyer' || dossier.party.type === 'partner'
  return { items, consented: may.allowed, missing: may.allowed ? [] : may.missing, checked: !helps || isChecked(state, dossier.party) }
}

export interface Giving { readonly revision: number; readonly purpose: string; readonly warned: boolean }
export type Given = 'done' | 'changed' | 'dossier_faulty' | CaseRefusal | null

export async function giveDossier(runtime: Runtime, reader: Reader, id: string, { revision, purpose, warned }: Giving): Promise<Given> {
  const open = await openDossier(runtime, reader, id)
  if (!open) return null
  if (open.draft?.revision !== revision) return 'changed'
  if (open.faults.length > 0) return 'dossier_faulty'
  const { dossier, events } = open
  const around = await circumstances(runtime, reader.id)
  // Refused before the work of printing; decided once more where nothing can come between.
  const first = issueDossier(fold(events), { dossier, purpose, digest: '', warned }, reader, around)
  if (typeof first === 'string') return first
  const number = fold(events).mediation.dossiers.length + 1
  const page = printed(runtime, open, number)
  const pdf = await pdfOf(runtime, page, open)
  const digest = createHash('sha256').update(pdf).digest('hex')
  return changeCase<'changed' | CaseRefusal>(runtime.db, reader, id, ({ events: latest, language }) => {
    if (latest.length !== events.length) return 'changed'
    const fresh = issueDossier(fold(latest), { dossier, purpose, digest, warned }, reader, around.for(language))
    return typeof fresh === 'string' ? fresh : changeOf(latest, fresh)
  }, { also: (tx) => keepIssuedDossier(tx, id, { number, content: dossier, printed: page, pdf, digest }, reader.id, around.now) })
}
