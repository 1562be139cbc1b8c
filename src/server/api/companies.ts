// The shapes of companies and their codes that the desk's pages and the server exchange. Times are ISO 8601 in UTC, days `YYYY-MM-DD` in Japan.
import type { CompanyCode } from '../../companies/code.ts'
import type { Company, CompanyEntry } from '../../companies/company.ts'
import type { EntryLink, FlyerPreview, Layout } from '../../companies/flyers.ts'
import type { Problem } from '../../companies/rows.ts'
import type { Workers } from '../../companies/shape.ts'
import type { Standing } from './counts.ts'

export type { Company, CompanyCode, CompanyEntry, EntryLink, FlyerPreview, Layout, Problem, Workers }

/** `codes`: how many count today. `reached`: people who came by its codes; null: fewer than five, or not for this reader. */
export interface ListedCompany extends Company {
  readonly workers: Workers | null
  readonly codes: number
  readonly reached: number | null
}

/** GET /api/companies : by name. `standing`: of how many came by their codes. */
export interface CompanyList { readonly companies: readonly ListedCompany[]; readonly today: string; readonly standing: Standing }

/** GET /api/companies/names : `code` is one of the company's, whichever: a tie to it is a tie to the company. */
export interface CompanyNames { readonly companies: readonly { readonly id: string; readonly name: string; readonly otherNames: readonly string[]; readonly code: string | null }[]; readonly byCode: Readonly<Record<string, string>> }

export interface CodeView extends CompanyCode { readonly state: 'valid' | 'ahead' | 'over' | 'withdrawn'; readonly by: string; readonly at: string }

/** GET /api/companies/:id ; `opens`: addresses in the guide where a code may lead, with the title of what stands there. */
export interface CompanyDetail {
  readonly company: Company
  readonly today: string
  readonly reached: number | null
  readonly parent: { readonly id: string; readonly name: string } | null
  readonly below: readonly { readonly id: string; readonly name: string; readonly relation: string | null }[]
  /** The latest day first. */
  readonly workers: readonly (Workers & { readonly by: string; readonly at: string })[]
  readonly codes: readonly CodeView[]
  readonly opens: readonly { readonly address: string; readonly title: { readonly ja: string; readonly en: string } }[]
  readonly changes: readonly { readonly at: string; readonly by: string; readonly change: Readonly<Record<string, readonly [unknown, unknown]>> }[]
}

/** POST /api/companies {entry} -> {id, code} ; PATCH /api/companies/:id {entry, revision}, refused with 409 `changed` or `circle`. */
export interface CompanySaved { readonly id: string; readonly code: string }
/** POST /api/companies/:id/codes -> {code} ; DELETE .../codes/:code withdraws it, POST .../codes/:code/restore takes that back. */
export interface CodeMade { readonly code: string }
/**
 * GET .../codes/:code/flyer?language=&layout=a4|card&named=yes|no : a PDF ; .../preview?language=&named= : FlyerPreview ;
 * .../qr?account=&type=svg|png : a picture. GET /api/companies/:id/codes/:code/links :
 */
export interface CodeLinks { readonly links: readonly EntryLink[] }

/** `change`: before and after, by field; of a new company every field. */
export interface ImportLine { readonly line: number; readonly name: string; readonly isNew: boolean; readonly change: Readonly<Record<string, readonly [unknown, unknown]>>; readonly workers: Workers | null; readonly codes: readonly string[] }
/** POST /api/companies/import {file: BASE64, dry} : with problems, or dry, nothing was taken. `lines`: what changes. */
export interface CompaniesImported { readonly added: number; readonly changed: number; readonly same: number; readonly lines: readonly ImportLine[]; readonly problems: readonly Problem[] }
