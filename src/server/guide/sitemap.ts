// For search engines: every public page in every language, and what they are asked to leave alone.
import { LANGUAGES } from '../../knowledge/languages.ts'
import { html } from '../inquiry/html.ts'
import { articleAddress, indexAddress } from './parts.ts'
import type { Guide } from './parts.ts'

export function sitemap({ content: { articles }, site }: Guide): string {
  const entry = (place: (language: (typeof LANGUAGES)[number]) => string, changed: string | null) => LANGUAGES.map((language) => html`<url><loc>${site}${place(language)}</loc>${changed !== null && html`<lastmod>${changed}</lastmod>`}${LANGUAGES.map((each) => html`<xhtml:link rel="alternate" hreflang="${each}" href="${site}${place(each)}"/>`)}</url>
`)
  return html`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${entry(indexAddress, null)}${[...articles.values()].flatMap(({ topic, checkedOn }) => entry((language) => articleAddress(language, topic), checkedOn))}</urlset>
`.html
}

export const robots = (site: string): string => `User-agent: *
Disallow: /desk
Disallow: /api/
Disallow: /inquiry
Disallow: /reply/
Disallow: /request/
Disallow: /entry/
Disallow: /ack/
Disallow: /files/
Disallow: /v3/

Sitemap: ${site}/sitemap.xml
`
