// Every request of the pages about partners, and of a case about them.
import type { RequestKind } from '../../../cases/requests.ts'
import type { QuestionDraft, LinkMade, PartnerDetail, PartnerEntry, PartnerList, PartnersFound, PartnerSaved, PartnersImported, RequestsView } from '../../../server/api/partners.ts'
import { get, patch, post, remove } from '../api.ts'

const PARTNERS = '/api/partners'
const of = (id: string) => `${PARTNERS}/${encodeURIComponent(id)}`
const ofCase = (id: string) => `/api/cases/${encodeURIComponent(id)}`

export const EXPORT = `${PARTNERS}/export`
export const getPartners = () => get<PartnerList>(PARTNERS)
export const getPartner = (id: string) => get<PartnerDetail>(of(id))
export const addPartner = (entry: PartnerEntry) => post<PartnerSaved>(PARTNERS, { entry, independent: true })
export const changePartner = (id: string, entry: PartnerEntry, revision: number) => patch<unknown>(of(id), { entry, revision, independent: true })
export const importPartners = (file: string, dry: boolean) => post<PartnersImported>(`${PARTNERS}/import`, { file, dry })

export interface NewTie { readonly kind: 'code' | 'person'; readonly value: string; readonly note: string }
export const addTie = (id: string, tie: NewTie) => post<unknown>(`${of(id)}/ties`, tie)
export const removeTie = (id: string, tie: string) => remove(`${of(id)}/ties/${encodeURIComponent(tie)}`)

export interface Search { readonly kind: RequestKind; readonly prefecture: string; readonly language: string }
export const findPartners = (id: string, { kind, prefecture, language }: Search) =>
  get<PartnersFound>(`${ofCase(id)}/partners?${new URLSearchParams({ kind, prefecture, ...(language !== '' && { language }) }).toString()}`)
export const getQuestionDraft = (id: string) => get<QuestionDraft>(`${ofCase(id)}/question-draft`)
export const getRequests = (id: string) => get<RequestsView>(`${ofCase(id)}/requests`)

export interface Asking {
  readonly partner: string
  readonly kind: RequestKind
  readonly day: string | null
  readonly prefecture: string
  readonly language: string | null
  readonly until: string
  readonly question: string
  readonly facts: readonly { readonly item: string; readonly text: string }[]
  readonly mail: boolean
  readonly warned: boolean
}
export const ask = (id: string, asking: Asking) => post<{ readonly id: string }>(`${ofCase(id)}/requests`, asking)
export const makeLink = (id: string, request: string, mail: boolean) => post<LinkMade>(`${ofCase(id)}/requests/${encodeURIComponent(request)}/link`, { mail })
export const fileAddress = (id: string, request: string, file: string) => `${ofCase(id)}/requests/${encodeURIComponent(request)}/files/${encodeURIComponent(file)}`
