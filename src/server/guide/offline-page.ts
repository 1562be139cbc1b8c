// What of the guide lies on this phone: nothing, until the reader says so; and the page shown where there is no connection.
import type { Article } from '../../gateway/article-file.ts'
import type { Page } from '../inquiry/frame.ts'
import { html } from '../inquiry/html.ts'
import { articleAddress, dangerSection, guidePage, indexAddress, offlineAddress } from './parts.ts'
import type { Guide } from './parts.ts'

export const awayAddress = (language: Page['language']) => `/guide/${language}/away`

/** The script (src/web/guide/keep.ts) shows the buttons where the browser can keep pages, and of the list what is kept. */
export function offlinePage(page: Page, guide: Guide): string {
  const { say, language } = page
  const articles: readonly Article[] = [...guide.content.articles.values()]
  const count = String(articles.length)
  return guidePage(page, say('guide.offline'), offlineAddress, { isOpen: false, head: html`<script src="/guide/keep.js" defer></script>` }, html`
    <p class="back"><a href="${indexAddress(language)}">${say('guide.back')}</a></p>
    <p>${say('guide.offlineIntro')}</p>
    <p id="cannot">${say('guide.offlineCannot')}</p>
    <div id="can" hidden data-failed="${say('guide.offlineFailed')}" data-none="${say('guide.offlineNone')}" data-kept="${say('guide.offlineKept')}">
      <button class="main" id="keep">${say('guide.offlineKeep', { count })}</button>
      <button id="remove" hidden>${say('guide.offlineRemove')}</button>
      <p id="state" role="status"></p>
    </div>
    <ul class="links" id="kept">${articles.map(({ topic, articles: texts }) => html`<li hidden><a href="${articleAddress(language, topic)}">${texts[language].title}</a></li>`)}</ul>`)
}

export function awayPage(page: Page, guide: Guide): string {
  const { say, language } = page
  return guidePage(page, say('guide.offline'), indexAddress, { isOpen: false }, html`
    <p>${say('guide.offlineAway')}</p>
    <p><a href="${offlineAddress(language)}">${say('guide.offlineKept')}</a></p><p><a href="${indexAddress(language)}">${say('guide.back')}</a></p>
    ${dangerSection(page, guide)}`)
}
