// Every request of the pages about companies.
import type { CodeLinks, CodeMade, CompaniesImported, CompanyCode, CompanyDetail, CompanyEntry, CompanyList, CompanyNames, CompanySaved, FlyerPreview, Layout, Workers } from '../../../server/api/companies.ts'
import { get, patch, post, remove } from '../api.ts'

const COMPANIES = '/api/companies'
const of = (id: string) => `${COMPANIES}/${encodeURIComponent(id)}`
const ofCode = (id: string, code: string) => `${of(id)}/codes/${encodeURIComponent(code)}`

export const EXPORT = `${COMPANIES}/export`
export const TEMPLATE = `${COMPANIES}/template`
export const getCompanies = () => get<CompanyList>(COMPANIES)
export const getNames = () => get<CompanyNames>(`${COMPANIES}/names`)
export const getCompany = (id: string) => get<CompanyDetail>(of(id))
export const addCompany = (entry: CompanyEntry) => post<CompanySaved>(COMPANIES, { entry })
export const changeCompany = (id: string, entry: CompanyEntry, revision: number) => patch<unknown>(of(id), { entry, revision })
export const importCompanies = (file: string, dry: boolean) => post<CompaniesImported>(`${COMPANIES}/import`, { file, dry })
export const declareWorkers = (id: string, workers: Workers) => post<unknown>(`${of(id)}/workers`, workers)

export type NewCode = Omit<CompanyCode, 'code'>
export const addCode = (id: string, code: NewCode) => post<CodeMade>(`${of(id)}/codes`, code)
export const withdrawCode = (id: string, code: string) => remove(ofCode(id, code))
export const restoreCode = (id: string, code: string) => post<unknown>(`${ofCode(id, code)}/restore`, {})
export const getLinks = (id: string, code: string) => get<CodeLinks>(`${ofCode(id, code)}/links`)
export const qrAddress = (id: string, code: string, account: string, type: 'svg' | 'png') => `${ofCode(id, code)}/qr?${new URLSearchParams({ account, type }).toString()}`

export interface FlyerWish { readonly language: string; readonly named: boolean }
const wished = ({ language, named }: FlyerWish) => ({ language, named: named ? 'yes' : 'no' })
export const getPreview = (id: string, code: string, wish: FlyerWish) => get<FlyerPreview>(`${ofCode(id, code)}/preview?${new URLSearchParams(wished(wish)).toString()}`)
export const flyerAddress = (id: string, code: string, wish: FlyerWish, layout: Layout) => `${ofCode(id, code)}/flyer?${new URLSearchParams({ ...wished(wish), layout }).toString()}`
