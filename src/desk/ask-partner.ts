// Finds partners and experts for a case, and asks one of them. Whoever is tied to the case is neither found nor asked.
import type { Ask, AskRefusal } from '../cases/decide-request.ts'
import { askPartner as decideAsk } from '../cases/decide-request.ts'
import { daysUntil } from '../cases/agenda.ts'
import { fold } from '../cases/case.ts'
import { changeOf } from '../cases/projection.ts'
import { isLinkLive } from '../cases/requests.ts'
import { DAY_MS, dayInJapan, startOfDay } from '../hours/timetable.ts'
import { addressOf, doesThat, hindranceOf, partyOf } from '../partners/entry.ts'
import type { Hindrance } from '../partners/entry.ts'
import { rankPartners } from '../partners/rank.ts'
import type { Ranked, Wanted } from '../partners/rank.ts'
import type { Runtime } from '../runtime.ts'
import { findCase } from '../store/cases.ts'
import { changeCase } from '../store/case-writing.ts'
import { allPartners, findPartner, tiedPartners } from '../store/partners.ts'
import { addRequest } from '../store/partner-requests.ts'
import type { Reader } from '../store/visible.ts'
import { circumstances } from './case-around.ts'

/** A link that is open for months is one that is forgotten. */
const MOST_DAYS = 60

/** Null where the reader sees no such case. Only a supervisor learns that somebody is tied to it. */
export async function findPartners({ db, now }: Runtime, reader: Reader, id: string, wanted: Omit<Wanted, 'themes' | 'today'>): Promise<Ranked[] | null> {
  const found = await findCase(db, reader, id)
  if (!found) return null
  const state = fold(found.events)
  const same = state.requests.filter(({ kind }) => kind === wanted.kind)
  const [partners, conflicts] = await Promise.all([allPartners(db), tiedPartners(db, reader, id)])
  const ranked = rankPartners(partners, { ...wanted, themes: state.themes, today: dayInJapan(now()) }, {
    conflicts,
    asked: new Set(same.filter((one) => isLinkLive(state, one, now())).map(({ partner }) => partner)),
    declined: new Set(same.filter(({ status }) => status === 'declined').map(({ partner }) => partner)),
  })
  return reader.roles.includes('supervisor') ? ranked : ranked.filter(({ hindrance }) => hindrance !== 'conflict')
}

export interface Asking extends Omit<Ask, 'id' | 'partnerKind' | 'party'> {
  /** The desk writes to them; otherwise the link is handed over. */
  readonly mail: boolean
}

export type AskedRefusal = AskRefusal | `partner_${Hindrance}` | 'partner_other' | 'no_address' | 'link_too_long'

class Tied extends Error {}

/** @returns the request's id. Null where there is no such case or partner for this reader, which includes whoever is tied to the case. */
export async function askPartner(runtime: Runtime, reader: Reader, caseId: string, { mail, ...asked }: Asking): Promise<{ readonly id: string } | AskedRefusal | null> {
  const around = await circumstances(runtime, reader.id)
  const partner = await findPartner(runtime.db, asked.partner)
  if (!partner || !(await findCase(runtime.db, reader, caseId)) || (await tiedPartners(runtime.db, reader, caseId)).has(partner.id)) return null
  const { entry } = partner
  if (!doesThat(entry, asked.kind)) return 'partner_other'
  const hindrance = hindranceOf(entry, asked.kind, dayInJapan(around.now))
  if (hindrance) return `partner_${hindrance}`
  if (mail && addressOf(entry) === null) return 'no_address'
  if (daysUntil(asked.until, around.now) > MOST_DAYS) return 'link_too_long'
  const ask: Ask = { ...asked, id: runtime.newId(), partnerKind: entry.kind, party: partyOf(entry) }
  try {
    const result = await changeCase<AskRefusal>(runtime.db, reader, caseId, ({ events, language }) => {
      const fresh = decideAsk(fold(events), ask, reader, around.for(language))
      return typeof fresh === 'string' ? fresh : changeOf(events, fresh)
    }, { also: async (tx) => {
      const expiresAt = new Date(startOfDay(asked.until).getTime() + DAY_MS)
      if (!(await addRequest(tx, { id: ask.id, caseId, partner: partner.id, address: addressOf(entry), expiresAt, mailDueAt: mail ? around.now : null }))) throw new Tied()
    } })
    return result === 'done' ? { id: ask.id } : result
  } catch (error) {
    // The company was named while it was being written.
    if (error instanceof Tied) return null
    throw error
  }
}
