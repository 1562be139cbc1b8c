// What every page for workers without a script has around it: no cookies, nine languages, small enough for any phone.
import { LANGUAGES } from '../../knowledge/languages.ts'
import type { Language } from '../../knowledge/languages.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'

/** Where somebody goes who must not be seen here: a page that anybody in Japan may have open. */
export const NEUTRAL_PAGE = 'https://weather.yahoo.co.jp/weather/'

/** A sentence of the page's language. */
export type Say = (key: string, values?: Readonly<Record<string, string>>) => string

export interface Page { readonly language: Language; readonly say: Say; nameOf(language: Language): string }

export interface Frame {
  readonly heading: string
  /** Of the page in another language: a function of the language, or the address up to its code. */
  readonly address: string | ((language: Language) => string)
  /** Beside the one they all have. */
  readonly style?: string
  /** Search engines may list it. */
  readonly isOpen: boolean
  /** With the way out for who must not be seen here. */
  readonly exit: boolean
  /** What else stands in the page's head. */
  readonly head?: Html
  /** Where that way begins, where something has to be ended first. */
  readonly exitBy?: string
}

export function framed({ language, say, nameOf }: Page, { heading, address, style, isOpen, exit, exitBy = NEUTRAL_PAGE, head }: Frame, content: Html): string {
  const addressIn = (each: Language) => (typeof address === 'string' ? `${address}${each}` : address(each))
  return html`<!doctype html>
<html lang="${language}">
<head>
  <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
  ${!isOpen && html`<meta name="robots" content="noindex">`}<meta name="format-detection" content="telephone=no">
  <title>${heading} – ${say('chat.title')}</title>
  <link rel="stylesheet" href="/inquiry/inquiry.css">${style !== undefined && html`<link rel="stylesheet" href="${style}">`}${head ?? null}
</head>
<body>
  <header>
    <p class="desk">${say('chat.title')}</p>
    ${exit && html`<a class="exit" href="${exitBy}" rel="noreferrer">${say('chat.exit')}</a>`}
  </header>
  <main>
    <nav aria-label="${say('chat.language')}">${LANGUAGES.map((each) => (each === language
      ? html`<b lang="${each}">${nameOf(each)}</b> `
      : html`<a lang="${each}" hreflang="${each}" href="${addressIn(each)}">${nameOf(each)}</a> `))}</nav>
    <h1>${heading}</h1>
    ${content}
  </main>
</body>
</html>`.html
}
