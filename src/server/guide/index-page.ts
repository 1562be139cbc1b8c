// The index by stages of life, what a search found, and the page that says that there is none.
import { contactLinesNow } from '../../gateway/article.ts'
import type { Article } from '../../gateway/article-file.ts'
import type { StageShelf } from '../../gateway/life-stages.ts'
import type { DangerKind } from '../../knowledge/danger-phrases.ts'
import type { Page } from '../inquiry/frame.ts'
import { html } from '../inquiry/html.ts'
import { alternates } from './article-page.ts'
import { articleLinks, askSection, contactList, dangerSection, guidePage, indexAddress, offlineAddress, searchForm } from './parts.ts'
import type { Guide } from './parts.ts'

export function indexPage(page: Page, shelves: readonly StageShelf[], guide: Guide): string {
  const { say, language } = page
  const head = html`<link rel="canonical" href="${guide.site}${indexAddress(language)}">${alternates(guide.site, indexAddress, '/guide')}`
  return guidePage(page, say('guide.heading'), indexAddress, { isOpen: true, head }, html`
    <p>${say('guide.intro')}</p>
    ${searchForm(page, '')}
    <nav class="stages" aria-label="${say('guide.heading')}">${shelves.map(({ stage }) => html`<a href="#${stage}">${say(`guide.stage.${stage}`)}</a> `)}</nav>
    ${shelves.map(({ stage, articles }) => html`<section class="stage"><h2 id="${stage}">${say(`guide.stage.${stage}`)}</h2>${articleLinks(page, articles)}</section>`)}
    ${askSection(page, guide.ways, null)}
    ${dangerSection(page, guide)}
    <p><a href="/board?lang=${language}">${say('board.heading')}</a></p><p><a href="/bodies?lang=${language}">${say('bodies.heading')}</a></p><p><a href="/figures?lang=${language}">${say('figures.heading')}</a></p><p><a href="/privacy?lang=${language}">${say('mydata.page.handled')}</a></p>
    <p class="hint offline"><a href="${offlineAddress(language)}">${say('guide.offline')}</a></p>`)
}

/** `danger`: what was typed sounds like it. */
export interface Found { readonly typed: string; readonly articles: readonly Article[]; readonly danger: DangerKind | null; readonly problem: string | null }

export function searchPage(page: Page, { typed, articles, danger, problem }: Found, guide: Guide, at: Date): string {
  const { say, language } = page
  const { content } = guide
  return guidePage(page, say('guide.search'), indexAddress, { isOpen: false }, html`
    <p class="back"><a href="${indexAddress(language)}">${say('guide.back')}</a></p>
    ${danger !== null && html`<section class="danger" role="alert"><h2>${say('guide.danger')}</h2><p>${say('guide.dangerText')}</p>${contactList(contactLinesNow(content.emergencies[danger].contacts, language, content, at), content)}</section>`}
    ${searchForm(page, typed, problem)}
    ${problem === null && (articles.length === 0 ? html`<p role="status">${say('guide.noResults')}</p>` : html`<h2>${say('guide.results')}</h2>${articleLinks(page, articles)}`)}
    ${askSection(page, guide.ways, null)}
    ${danger === null && dangerSection(page, guide)}`)
}

export function missingPage(page: Page, guide: Guide): string {
  const { say, language } = page
  return guidePage(page, say('guide.missing'), indexAddress, { isOpen: false }, html`
    <p><a href="${indexAddress(language)}">${say('guide.back')}</a></p>${searchForm(page, '')}${askSection(page, guide.ways, null)}${dangerSection(page, guide)}`)
}
