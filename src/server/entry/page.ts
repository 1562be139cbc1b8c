// What a body sees where it writes its entry of the directory: Japanese and English, without a script.
import { COUNTRIES, BODY_KINDS } from '../../feedback/kinds.ts'
import { FEE_CURRENCIES } from '../../feedback/listing.ts'
import { LANGUAGES } from '../../knowledge/languages.ts'
import { PREFECTURES } from '../../knowledge/prefectures.ts'
import { bodyKindWords, countryWords, entryWords, languageWords, submissionStateWords } from '../../notify/words.ts'
import type { EntryWord } from '../../notify/words.ts'
import type { OwnSubmission } from '../../store/submissions.ts'
import { html } from '../inquiry/html.ts'
import type { Html } from '../inquiry/html.ts'
import { linkPage } from '../partner-link/page.ts'
import { FEE_NUMBERS, LINK_NUMBERS } from './fields.ts'
import type { EntryFields } from './fields.ts'

/** `problem`: why it was not taken. `wrong`: which fields to look at. */
export interface Problem { readonly word: 'tooMany' | 'leaveEmpty' | 'wrong'; readonly wrong: readonly string[] }

/** @param own what became of it, on the page behind its link */
export function formPage(fields: EntryFields, problem: Problem | null, own: OwnSubmission | null): string {
  const { numbered } = fields
  const text = (name: EntryWord & keyof EntryFields, rest: Html | null = null, most = 500) => html`<label for="${name}">${both(name)}</label><input id="${name}" name="${name}" maxlength="${most}" autocomplete="off"${marked(name, problem)}${rest} value="${String(fields[name])}">`
  const area = (name: EntryWord & keyof EntryFields, most: number) => html`<label for="${name}">${both(name)}</label><textarea id="${name}" name="${name}" rows="4" maxlength="${most}"${marked(name, problem)}>${String(fields[name])}</textarea>`
  const choice = (name: string, label: Html, options: readonly Html[]) => html`<label for="${name}">${label}</label><select id="${name}" name="${name}"${marked(name, problem)}>${options}</select>`
  const option = (value: string, label: readonly [string, string] | string, chosen: string) => html`<option value="${value}"${value === chosen ? html` selected` : null}>${typeof label === 'string' ? label : label.join(' / ')}</option>`
  const nth = (word: EntryWord, name: string, number: number, rest: Html) => html`<label for="${name}${number}">${both(word, { number: String(number) })}</label><input id="${name}${number}" name="${name}${number}" autocomplete="off"${rest} value="${numbered[`${name}${number}`] ?? ''}">`
  return whole('heading', html`
    ${own && standing(own)}
    ${problem && html`<p class="error" role="alert">${problem.word === 'wrong' ? named(problem.wrong) : both(problem.word)}</p>`}
    <p>${both(own ? 'introChange' : 'intro')}</p><p class="note">${both('noPeople')}</p>
    <form method="post">
      ${text('name', html` required`, 200)}
      ${choice('kind', both('kind'), BODY_KINDS.map((kind) => option(kind, bodyKindWords(kind), fields.kind)))}
      ${area('otherNames', 2_000)}
      ${choice('country', both('country'), COUNTRIES.map((country) => option(country, countryWords(country), fields.country)))}
      ${choice('prefecture', both('prefecture'), [option('', entryWords('none'), fields.prefecture), ...PREFECTURES.map((one) => option(one, one, fields.prefecture))])}
      ${text('registration', null, 100)}${text('since', null, 7)}
      <fieldset><legend>${both('languages')}</legend>${LANGUAGES.map((each) => html`<label class="tick"><input type="checkbox" name="languages" value="${each}"${fields.languages.includes(each) ? html` checked` : null}> ${languageWords(each).join(' / ')}</label>`)}</fieldset>
      <fieldset><legend>${both('fees')}</legend><p>${both('feesHint')}</p>${FEE_NUMBERS.map((number) => html`
        ${nth('feeWhat', 'feeWhat', number, html` maxlength="100"`)}${nth('feeAmount', 'feeAmount', number, html` inputmode="numeric" maxlength="20"`)}
        ${choice(`feeCurrency${number}`, both('feeCurrency', { number: String(number) }), FEE_CURRENCIES.map((one) => option(one, one, numbered[`feeCurrency${number}`] ?? '')))}`)}</fieldset>
      ${area('feeText', 1_000)}${area('record', 1_000)}${area('declared', 500)}
      ${text('page', html` type="url"`)}${LINK_NUMBERS.map((number) => nth('links', 'link', number, html` type="url" maxlength="500"`))}
      ${text('contact', html` type="email" required`, 254)}
      <p hidden><label for="website">${both('leaveEmpty')}</label><input id="website" name="website" tabindex="-1" autocomplete="off"></p>
      <button>${both('send')}</button>
    </form>`)
}

export const donePage = (link: string): string => whole('done', html`<p>${both('doneHint')}</p><p class="card"><a href="${link}">${link}</a></p>`)

export const overPage = (): string => whole('over', html`<p>${both('overHint')}</p><p><a href="/entry">${both('heading')}</a></p>`)

function standing({ state, note, bodyId }: OwnSubmission): Html {
  const [japanese, english] = submissionStateWords(state)
  return html`<p class="note" role="status">${both('state')}<b>${japanese}</b><small lang="en">${english}</small>${note !== '' && html`<span dir="auto">${note}</span>`}</p>
    ${bodyId !== null && html`<p><a href="/bodies/${bodyId}">${both('seePage')}</a></p>`}`
}

const LABELS: Readonly<Record<string, EntryWord>> = { name: 'name', kind: 'kind', otherNames: 'otherNames', country: 'country', registration: 'registration', contact: 'contact', page: 'page', record: 'record', feeText: 'feeText', prefecture: 'prefecture', languages: 'languages', since: 'since', fees: 'fees', declared: 'declared' }

function named(wrong: readonly string[]): Html {
  const words = wrong.map((name) => (name === 'links' ? entryWords('links', { number: '' }) : entryWords(LABELS[name] ?? 'name')))
  return both('wrong', {}, [words.map(([ja]) => ja).join('、'), words.map(([, en]) => en).join(', ')])
}

const marked = (name: string, problem: Problem | null): Html | null => (problem?.wrong.includes(name) ? html` aria-invalid="true"` : null)

function both(word: EntryWord, values: Readonly<Record<string, string>> = {}, fields: readonly [string, string] = ['', '']): Html {
  return html`${entryWords(word, { ...values, fields: fields[0] })[0]}<small lang="en">${entryWords(word, { ...values, fields: fields[1] })[1]}</small>`
}

const whole = (heading: EntryWord, content: Html): string => linkPage(entryWords(heading).join(' / '), both(heading), content)
