// The fields of the form by which a body writes its entry: as a browser sends them, and as the directory keeps them.
import { z } from 'zod'
import { BodyEntry } from '../../feedback/entry.ts'
import { Listing, MOST_FEES, MOST_LINKS } from '../../feedback/listing.ts'
import type { Submission } from '../../feedback/submission.ts'

const field = z.string().max(5_000).optional().catch(undefined).transform((given) => (given ?? '').replaceAll('\r\n', '\n').trim())
const several = z.union([z.array(z.string().max(20)).max(20), z.string().max(20).transform((one) => [one])]).optional().catch(undefined).transform((given) => given ?? [])
const numbered = (name: string, most: number) => Object.fromEntries(Array.from({ length: most }, (_, i) => [`${name}${i + 1}`, field]))

const Fields = z.object({
  kind: field, name: field, otherNames: field, country: field, prefecture: field, registration: field, since: field, feeText: field, record: field, declared: field, page: field, contact: field, website: field, languages: several,
})
const Numbered = z.object({ ...numbered('feeWhat', MOST_FEES), ...numbered('feeAmount', MOST_FEES), ...numbered('feeCurrency', MOST_FEES), ...numbered('link', MOST_LINKS) })

/** What stands in the form: `numbered` by `feeWhat1`, `link2` ... */
export interface EntryFields extends z.infer<typeof Fields> { readonly numbered: Readonly<Record<string, string>> }

/** The first field for each number. */
export const FEE_NUMBERS = Array.from({ length: MOST_FEES }, (_, i) => i + 1)
export const LINK_NUMBERS = Array.from({ length: MOST_LINKS }, (_, i) => i + 1)

export function readFields(body: unknown): EntryFields {
  return { ...Fields.parse(body ?? {}), numbered: Numbered.parse(body ?? {}) }
}

export const NO_FIELDS: EntryFields = readFields({})

export function fieldsOf({ entry, listing }: Submission): EntryFields {
  return {
    kind: entry.kind, name: entry.name, otherNames: entry.otherNames.join('\n'), country: entry.country, prefecture: listing.prefecture, registration: entry.registration, since: listing.since, feeText: entry.fees,
    record: entry.record, declared: listing.declared, page: entry.page, contact: entry.contact, website: '', languages: [...listing.languages],
    numbered: Object.fromEntries([
      ...listing.fees.flatMap(({ what, amount, currency }, i) => [[`feeWhat${i + 1}`, what], [`feeAmount${i + 1}`, String(amount)], [`feeCurrency${i + 1}`, currency]]),
      ...listing.links.map((link, i) => [`link${i + 1}`, link]),
    ]),
  }
}

/** What was written, or the names of the fields to look at again. */
export function submissionIn({ numbered: rows, ...fields }: EntryFields): Submission | { readonly wrong: readonly string[] } {
  const at = (name: string, number: number) => rows[`${name}${number}`] ?? ''
  const entry = BodyEntry.extend({ contact: z.email().max(254) }).safeParse({
    kind: fields.kind, name: fields.name, otherNames: fields.otherNames.split('\n').map((name) => name.trim()).filter((name) => name !== ''), country: fields.country, registration: fields.registration,
    contact: fields.contact, page: fields.page, record: fields.record, fees: fields.feeText, companyId: null,
  })
  const listing = Listing.safeParse({
    prefecture: fields.prefecture, languages: fields.languages, since: fields.since.normalize('NFKC'), declared: fields.declared,
    fees: FEE_NUMBERS.filter((number) => at('feeWhat', number) !== '' || at('feeAmount', number) !== '')
      .map((number) => ({ what: at('feeWhat', number), amount: amountIn(at('feeAmount', number)), currency: at('feeCurrency', number) })),
    links: LINK_NUMBERS.map((number) => at('link', number)).filter((link) => link !== ''),
  })
  if (entry.success && listing.success) return { entry: entry.data, listing: listing.data }
  const first = ({ error }: typeof entry | typeof listing) => (error?.issues ?? []).map(({ path }) => String(path[0]))
  const wrong = [...first(entry).map((name) => (name === 'fees' ? 'feeText' : name)), ...first(listing)]
  return { wrong: [...new Set(wrong)] }
}

/** Full width digits and commas are what people type. NaN where it is no whole number. */
function amountIn(typed: string): number {
  const digits = typed.normalize('NFKC').replace(/[,\s]/g, '')
  return /^\d{1,10}$/.test(digits) ? Number(digits) : NaN
}
