// The public pages about bodies: no script, nine languages, small enough for any phone. Nothing on them is about one person.
import { BODY_KINDS, COUNTRIES } from '../../feedback/kinds.ts'
import { monthsOf, quarterBefore } from '../../feedback/quarters.ts'
import { LEAST_PEOPLE } from '../../feedback/release.ts'
import { LANGUAGES } from '../../knowledge/languages.ts'
import type { Language } from '../../knowledge/languages.ts'
import { prefectures } from '../../people/prefectures.ts'
import type { ListedBody, ShownReply } from '../../store/feedback-public.ts'
import type { Released, ShownWords } from '../../store/feedback-releases.ts'
import { framed } from '../inquiry/frame.ts'
import type { Page as Words } from '../inquiry/frame.ts'
import { html } from '../inquiry/html.ts'
import type { Html } from '../inquiry/html.ts'
import { feeTable, listingFacts, sanctionsAndLinks, standing } from './listing.ts'
import { bandPlot, medianPlot } from './plots.ts'

/** `address`: of this page in another language, up to the code. `isOpen`: search engines may list it. */
export interface Page extends Words { readonly address: string; readonly isOpen: boolean }

export interface Search { readonly name: string; readonly kind: string; readonly country: string; readonly prefecture: string; readonly speaks: string }

export function closedPage(page: Page): string {
  return whole(page, page.say('bodies.heading'), html`<p>${page.say('bodies.notOpen')}</p>${how(page)}`)
}

export function missingPage(page: Page): string {
  return whole(page, page.say('bodies.heading'), html`<p>${page.say('bodies.none')}</p><p><a href="/bodies?lang=${page.language}">${page.say('bodies.back')}</a></p>`)
}

export function listPage(page: Page, search: Search, bodies: readonly ListedBody[], more: boolean): string {
  const { say, language } = page
  const choice = (value: string, label: string, chosen: string) => html`<option value="${value}"${value === chosen ? html` selected` : null}>${label}</option>`
  return whole(page, say('bodies.heading'), html`
    <p>${say('bodies.intro')}</p>
    <form action="/bodies" role="search">
      <input type="hidden" name="lang" value="${language}">
      <label for="name">${say('bodies.name')}</label><input id="name" name="name" maxlength="100" autocomplete="off" value="${search.name}">
      <label for="kind">${say('bodies.kindLabel')}</label><select id="kind" name="kind">${choice('', say('bodies.any'), search.kind)}${BODY_KINDS.map((kind) => choice(kind, say(`bodies.kind.${kind}`), search.kind))}</select>
      <label for="country">${say('bodies.countryLabel')}</label><select id="country" name="country">${choice('', say('bodies.any'), search.country)}${COUNTRIES.map((country) => choice(country, say(`bodies.country.${country}`), search.country))}</select>
      <label for="prefecture">${say('bodies.prefecture')}</label><select id="prefecture" name="prefecture">${choice('', say('bodies.any'), search.prefecture)}${prefectures.map(({ ja, en }) => choice(ja, `${ja} ${en}`, search.prefecture))}</select>
      <label for="speaks">${say('bodies.languages')}</label><select id="speaks" name="speaks">${choice('', say('bodies.any'), search.speaks)}${LANGUAGES.map((each) => choice(each, page.nameOf(each), search.speaks))}</select>
      <button class="main">${say('bodies.find')}</button>
    </form>
    ${bodies.length === 0 ? html`<p role="status">${say('bodies.none')}</p>` : html`<ul class="bodies">${bodies.map(({ id, entry, told }) => html`
      <li><a href="/bodies/${id}?lang=${language}">${entry.name}</a><span>${say(`bodies.kind.${entry.kind}`)}</span><span>${say(`bodies.country.${entry.country}`)}</span><span class="hint">${say(told ? 'bodies.told' : 'bodies.notEnough')}</span></li>`)}</ul>`}
    ${more && html`<p role="status">${say('bodies.more')}</p>`}
    <p><a href="/entry">${say('bodies.enter')}</a></p>
    <p class="hint">${say('bodies.rule', { least: String(LEAST_PEOPLE) })}</p>
    ${how(page)}`)
}

/** `today`: a day in Japan. */
export function bodyPage(page: Page, body: ListedBody, today: string, { releases, words, replies }: { readonly releases: readonly Released[]; readonly words: readonly ShownWords[]; readonly replies: readonly ShownReply[] }): string {
  const { say, language } = page
  const { entry } = body
  return whole(page, entry.name, html`
    <p><a href="/bodies?lang=${language}">${say('bodies.back')}</a></p>
    <dl class="facts">
      <div><dt>${say('bodies.kindLabel')}</dt><dd>${say(`bodies.kind.${entry.kind}`)}</dd></div><div><dt>${say('bodies.countryLabel')}</dt><dd>${say(`bodies.country.${entry.country}`)}</dd></div>
      ${entry.registration !== '' && html`<div><dt>${say('bodies.registration')}</dt><dd>${entry.registration}</dd></div>`}
      ${entry.page !== '' && html`<div><dt>${say('bodies.page')}</dt><dd><a href="${entry.page}" rel="noreferrer nofollow">${new URL(entry.page).host}</a></dd></div>`}
      ${listingFacts(page, body.listing)}
    </dl>
    ${standing(page, body, today)}
    ${feeTable(page, body.listing)}
    ${releases.length === 0 ? html`<h2>${say('bodies.notEnough')}</h2><p>${say('bodies.notEnoughWhy')}</p>` : releases.map((release) => results(page, release, words.filter(({ release_id: id }) => id === release.id)))}
    ${replies.length > 0 && html`<h2>${say('bodies.replyHeading')}</h2>${replies.map(({ text, translations }) => quoted(page, text, translations, null))}`}
    ${(entry.record !== '' || entry.fees !== '') && html`<section><p class="hint">${say('bodies.ownWords')}</p>
      ${entry.record !== '' && html`<h2>${say('bodies.record')}</h2><p class="text" dir="auto">${entry.record}</p>`}
      ${entry.fees !== '' && html`<h2>${say('bodies.fees')}</h2><p class="text" dir="auto">${entry.fees}</p>`}</section>`}
    ${sanctionsAndLinks(page, body)}
    <p class="hint">${say('bodies.rule', { least: String(LEAST_PEOPLE) })}</p>
    ${how(page)}`)
}

function results(page: Page, { quarter, results: { people, legal, scales } }: Released, words: readonly ShownWords[]): Html {
  const { say } = page
  return html`<section class="release">
    <h2>${say('bodies.results', { people: String(people) })}</h2>
    <p class="hint">${say('bodies.until', { month: monthName(monthsOf(quarterBefore(quarter))[1], page.language) })}</p>
    ${legal.length > 0 && html`<h3>${say('bodies.legalHeading')}</h3><ul class="items">${legal.map(({ item, people: n, yes }) => html`
      <li><p>${say(`bodies.item.${item}`)}</p>${bandPlot(yes)}<p class="hint">${say('bodies.saidYes', { band: say(`bodies.band.${yes}`), people: String(n) })}</p></li>`)}</ul>`}
    ${scales.length > 0 && html`<h3>${say('bodies.lifeHeading')}</h3><ul class="items">${scales.map(({ scale, people: n, median }) => html`
      <li><p>${say(`bodies.item.${scale}`)}</p>${medianPlot(median)}<p class="hint">${say('bodies.median', { median: String(median), people: String(n) })}</p></li>`)}</ul>`}
    ${words.length > 0 && html`<h3>${say('bodies.wordsHeading')}</h3><p class="hint">${say('bodies.wordsHint')}</p>${words.map(({ shown, translations }) => quoted(page, shown, translations, 'ja'))}`}
  </section>`
}

/** `written`: the language of the text; null: not known. */
function quoted({ say, language }: Page, text: string, translations: Readonly<Record<string, string>>, written: Language | null): Html {
  const translated = translations[language]
  return translated === undefined || written === language
    ? html`<blockquote dir="auto"${written ? html` lang="${written}"` : null}>${text}</blockquote>`
    : html`<blockquote dir="auto">${translated}<footer class="hint">${say('bodies.translated')}</footer></blockquote>`
}

function how({ say, language }: Page): Html {
  return html`<section class="how"><h2>${say('bodies.how')}</h2><p>${say('bodies.howText', { choice: say('choice.voice') })}</p><p><a class="open" href="/?lang=${language}">${say('bodies.openChat')}</a></p></section>`
}

/** `month` as `2026-09`. */
function monthName(month: string, language: Language): string {
  const [year, number] = month.split('-').map(Number)
  if (language === 'ja') return `${year}ねん${number}がつ`
  return new Date(`${month}-15T00:00:00Z`).toLocaleString(`${language === 'tl' ? 'fil' : language}-u-nu-latn-ca-gregory`, { timeZone: 'UTC', year: 'numeric', month: 'long' })
}

function whole(page: Page, heading: string, content: Html): string {
  return framed(page, { heading, address: page.address, style: '/bodies/bodies.css', isOpen: page.isOpen, exit: true }, content)
}
