// One article as a page: the reviewed text, who can be called, who can be asked, and honestly who has looked at it.
import { contactLines } from '../../gateway/article.ts'
import type { Article } from '../../gateway/article-file.ts'
import { LANGUAGES } from '../../knowledge/languages.ts'
import type { Page } from '../inquiry/frame.ts'
import { html } from '../inquiry/html.ts'
import type { Html } from '../inquiry/html.ts'
import { articleAddress, articleLinks, askSection, contactList, dangerSection, guidePage, indexAddress, offlineAddress, searchForm } from './parts.ts'
import type { Guide } from './parts.ts'

/** As an article says that nobody has. */
const NOBODY = 'none yet'
const MOST_RELATED = 6

export function articlePage(page: Page, article: Article, guide: Guide): string {
  const { say, language } = page
  const { title, text } = article.articles[language]
  const called = contactLines(article.contacts, language, guide.content, guide.today)
  const related = [...guide.content.articles.values()].filter(({ theme, topic }) => theme === article.theme && topic !== article.topic).slice(0, MOST_RELATED)
  return guidePage(page, title, (each) => articleAddress(each, article.topic), { isOpen: true, head: head(page, article, guide.site) }, html`
    <p class="back"><a href="${indexAddress(language)}">${say('guide.back')}</a></p>
    <article>${text.trim().split(/\n{2,}/).map((paragraph) => html`<p>${paragraph}</p>`)}</article>
    ${called !== '' && html`<section><h2>${say('guide.contacts')}</h2>${contactList(called, guide.content)}</section>`}
    ${askSection(page, guide.ways, article.topic)}
    ${dangerSection(page, guide)}
    <section class="standing"><p>${article.reviewer === NOBODY ? say('guide.notReviewed') : say('guide.reviewedBy', { reviewer: article.reviewer })}</p>
      <p>${say('guide.checked', { date: article.checkedOn })}</p>
      ${guide.today > article.reviewBy && html`<p class="error">${say('guide.stale', { date: article.reviewBy })}</p>`}
      <p>${say('guide.general')}</p></section>
    <h2>${say('guide.sources')}</h2><ul class="sources">${article.sources.map(({ law, office, url }) => html`<li><span lang="ja">${[law, office].filter((part) => part !== undefined).join(' · ')}</span>${url !== undefined && html` <a href="${url}" rel="noreferrer">${new URL(url).host}</a>`}</li>`)}</ul>
    ${related.length > 0 && html`<nav class="related" aria-labelledby="related"><h2 id="related">${say('guide.related')}</h2>${articleLinks(page, related)}</nav>`}
    ${searchForm(page, '')}
    <p class="hint offline"><a href="${offlineAddress(language)}">${say('guide.offline')}</a></p>
    <p class="printed">${guide.site}${articleAddress(language, article.topic)}</p>`)
}

/** For search engines: which page it is, and the same in other languages. */
function head({ say, language }: Page, { topic, articles, checkedOn, sources }: Article, site: string): Html {
  const address = `${site}${articleAddress(language, topic)}`
  const [first = ''] = articles[language].text.trim().split('\n')
  const structured = {
    '@context': 'https://schema.org', '@type': 'Article', headline: articles[language].title, inLanguage: language, dateModified: checkedOn, isAccessibleForFree: true,
    mainEntityOfPage: address, publisher: { '@type': 'Organization', name: say('chat.title') }, citation: sources.flatMap(({ url }) => url ?? []),
  }
  return html`<link rel="canonical" href="${address}"><meta name="description" content="${first}">${alternates(site, (each) => articleAddress(each, topic), `/guide/${topic}`)}
  ${data(structured)}`
}

export function alternates(site: string, place: (language: (typeof LANGUAGES)[number]) => string, anyLanguage: string): Html {
  return html`${LANGUAGES.map((each) => html`<link rel="alternate" hreflang="${each}" href="${site}${place(each)}">`)}<link rel="alternate" hreflang="x-default" href="${site}${anyLanguage}">`
}

/** No value can end the element. */
function data(value: object): Html {
  return { html: `<script type="application/ld+json">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>` }
}
