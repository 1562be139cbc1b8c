// What several pages of the guide have in common: where to search, whom to ask, whom to call, and their frame.
import { contactLines } from '../../gateway/article.ts'
import type { Article } from '../../gateway/article-file.ts'
import type { Content } from '../../gateway/content.ts'
import type { Language } from '../../knowledge/languages.ts'
import { framed } from '../inquiry/frame.ts'
import type { Page } from '../inquiry/frame.ts'
import { html } from '../inquiry/html.ts'
import type { Html } from '../inquiry/html.ts'
import { chatFrom, wayFrom } from './ways.ts'
import type { Way } from './ways.ts'

/** What every page of the guide is made of. `today`: a day in Japan. `site`: the public address, without a slash at its end. */
export interface Guide { readonly content: Content; readonly ways: readonly Way[]; readonly today: string; readonly site: string }

export const indexAddress = (language: Language) => `/guide/${language}`
export const articleAddress = (language: Language, topic: string) => `/guide/${language}/${topic}`
export const offlineAddress = (language: Language) => `/guide/${language}/offline`

/** @param place of the page in another language */
export function guidePage(page: Page, heading: string, place: (language: Language) => string, { isOpen, head }: { readonly isOpen: boolean; readonly head?: Html }, content: Html): string {
  return framed(page, { heading, address: place, style: '/guide/guide.css', isOpen, exit: true, ...(head && { head }) }, content)
}

/** It is posted: what somebody looks for stands in no address, no history of a proxy and no log. */
export function searchForm({ say, language }: Page, typed: string, problem: string | null = null): Html {
  return html`<form class="search" role="search" method="post" action="/guide/${language}/search">
    ${problem !== null && html`<p class="error" role="alert">${problem}</p>`}
    <label for="text">${say('guide.searchLabel')}</label>
    <input id="text" name="text" required maxlength="300" autocomplete="off" dir="auto" aria-describedby="search-hint" value="${typed}">
    <button class="main">${say('guide.search')}</button>
    <p class="hint" id="search-hint">${say('guide.searchHint')}</p>
  </form>`
}

const NAMES: Readonly<Record<string, string>> = { line: 'LINE', messenger: 'Messenger' }

/** `topic` null: about nothing that was read. */
export function askSection({ say, language }: Page, ways: readonly Way[], topic: string | null): Html {
  const links = ways.flatMap((way) => {
    const link = topic === null ? null : wayFrom(way, topic)
    return link === null ? [] : [html`<a class="open" href="${link}" rel="noreferrer">${NAMES[way.channel] ?? say('guide.askEmail')}</a> `]
  })
  return html`<section class="ask"><h2>${say('guide.askHeading')}</h2><p>${say('chat.intro')}</p>
    <p><a class="open" href="${chatFrom(language, topic)}">${say('guide.askChat')}</a> ${links}<a class="open" href="/inquiry?lang=${language}${topic === null ? '' : `&about=${topic}`}">${say('guide.askForm')}</a></p></section>`
}

/** Who comes at any hour. */
const EMERGENCY = ['police', 'ambulance']

export function dangerSection(page: Page, guide: Guide): Html {
  const { say } = page
  return html`<section class="danger"><h2>${say('guide.danger')}</h2><p>${say('guide.dangerText')}</p>${contactList(contactLines(EMERGENCY, page.language, guide.content, guide.today), guide.content)}</section>`
}

/** The lines as the articles show them, each number to be tapped. */
export function contactList(lines: string, { contacts }: Content): Html {
  const numbers = new Set([...contacts.values()].flatMap(({ number, ipNumber }) => [number, ipNumber]))
  const linked = (line: string) => line.replace(/^☎ /, '').split(/((?:#?\d[\d-]*\d))/).map((part) => (numbers.has(part) ? html`<a href="tel:${part.replaceAll('-', '')}" dir="ltr">${part}</a>` : html`${part}`))
  return html`<ul class="contacts">${lines.split('\n').filter((line) => line !== '').map((line) => html`<li>${linked(line)}</li>`)}</ul>`
}

export function articleLinks({ language }: Page, articles: readonly Article[]): Html {
  return html`<ul class="links">${articles.map(({ topic, articles: texts }) => html`<li><a href="${articleAddress(language, topic)}">${texts[language].title}</a></li>`)}</ul>`
}
