// What a partner sees at the link of a request: Japanese and English, for a phone, without a script. Only what may be told stands here.
import { createHash } from 'node:crypto'
import { isLegalMatter } from '../../cases/requests.ts'
import type { CaseRequest } from '../../cases/requests.ts'
import { itemWords, languageWords, requestWords } from '../../notify/words.ts'
import type { RequestWord } from '../../notify/words.ts'
import { html } from '../inquiry/html.ts'
import type { Html } from '../inquiry/html.ts'

const STYLE = `:root{--paper:#f8f2e7;--ink:#1d2a2a;--soft:#565f59;--line:#8c8878;--card:#fffdf9;--main:#17595c;--on-main:#fffaf0;--note:#fdebd2;--warning:#a02c1c;--focus:#b0480c}
@media (prefers-color-scheme:dark){:root{--paper:#121a1b;--ink:#efe8da;--soft:#a7b0aa;--line:#74817d;--card:#1e2a2b;--main:#1c6063;--on-main:#fff9ec;--note:#392b1a;--warning:#ff9f8c;--focus:#ffb777}}
*{box-sizing:border-box}body{margin:0;font:17px/1.6 system-ui,'Noto Sans JP',sans-serif;background:var(--paper);color:var(--ink);overflow-wrap:anywhere}
header{padding:.7rem 1rem;background:var(--main);color:var(--on-main);font-weight:700}main{max-width:40rem;margin:0 auto;padding:1rem 1rem 3rem}
h1{font-size:1.4rem;line-height:1.35;margin:.6rem 0 1rem}h2{font-size:1.05rem;margin:1.6rem 0 .4rem}small{display:block;font-size:.82em;font-weight:400;color:var(--soft)}
.card{margin:1rem 0;padding:.4rem 1rem;border:1px solid var(--line);border-radius:1rem;background:var(--card)}dl{margin:0}dl div{padding:.55rem 0}dl div+div{border-top:1px solid var(--line)}dt{font-size:.88em;color:var(--soft)}dt small{display:inline;margin-left:.5em}dd{margin:0;white-space:pre-wrap}dd small{display:inline;margin-left:.6em}
.note{padding:.7rem 1rem;border-radius:1rem;background:var(--note)}.note small{color:inherit}.error{padding:.7rem 1rem;border:2px solid var(--warning);border-radius:1rem;color:var(--warning);font-weight:650}.error small{color:inherit}
button{display:block;width:100%;margin:1rem 0;padding:.8rem 1rem;border:0;border-radius:1.4rem;background:var(--main);color:var(--on-main);font:inherit;font-weight:700}button small{color:inherit}
label{display:block;margin:.9rem 0 .3rem;font-weight:650}textarea,input,select{display:block;width:100%;padding:.6rem .8rem;border:1.5px solid var(--line);border-radius:.8rem;background:var(--card);color:var(--ink);font:inherit}
fieldset{margin:1rem 0 0;padding:0 1rem .75rem;border:1px solid var(--line);border-radius:1rem}legend{font-weight:650}.tick{display:flex;gap:.6rem;align-items:center;min-height:2.75rem;margin:0;font-weight:400}.tick input{flex:none;width:1.4rem;height:1.4rem}a{color:inherit}details{margin:.8rem 0;border:1px solid var(--line);border-radius:1rem;padding:0 1rem}summary{padding:.75rem 0;font-weight:650}summary small{display:inline;margin-left:.6em}ol{margin:0;padding:0;list-style:none}ol li{padding:.5rem 0;white-space:pre-wrap}:focus-visible{outline:3px solid var(--focus);outline-offset:2px}`
export const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

/** What was sent and not taken, so that nothing is lost. */
export interface Filled { readonly doing: string; readonly text: string; readonly cost: string; readonly error: RequestWord | null }
export const NOTHING: Filled = { doing: '', text: '', cost: '', error: null }

export function landingPage(until: string): string {
  return whole('heading', html`<form method="post"><input type="hidden" name="do" value="open"><button>${both('open')}</button></form>
    <p>${both('until', { time: moment(lastMinute(until)) })}</p><p>${both('openHint')}</p>`)
}

export const plainPage = (heading: RequestWord, body?: RequestWord): string => whole(heading, body ? html`<p>${both(body)}</p>` : html``)

export function requestPage(request: CaseRequest, filled: Filled, news: RequestWord | null = null): string {
  const { kind, facts, question, lines, status, until } = request
  const expert = isLegalMatter(kind)
  const anonymous = facts.length === 0 && question === ''
  return whole(kind, html`
    ${filled.error && html`<p class="error" role="alert">${both(filled.error)}</p>`}
    ${news && html`<p class="note" role="status">${both(news)}</p>`}
    <div class="card"><dl>${told(request)}${facts.map(({ item, text }) => pair(itemWords(item), text))}${question === '' ? null : pair(requestWords('question'), question)}</dl></div>
    <p class="note">${both(anonymous ? 'anonymous' : 'agreed')}</p>
    ${lines.length > 0 && html`<h2>${both('talk')}</h2><ol class="card">${lines.map((line) => html`<li><small>${both(line.from === 'desk' ? 'desk' : 'you')} ${moment(line.at)}</small>${line.text}</li>`)}</ol>`}
    ${status === 'asked' && !expert && html`<form method="post"><button name="do" value="accept">${both('accept')}</button></form>`}
    ${status === 'accepted' && news !== 'acceptedNow' && html`<p class="note">${both('acceptedNow')}</p>`}
    ${(status === 'accepted' || expert) && finishing(expert, filled)}
    ${writing('ask', 'ask', 'askText', filled)}
    ${writing('decline', 'decline', 'declineReason', filled)}
    <p>${both('until', { time: moment(lastMinute(until)) })}</p>`)
}

function told({ prefecture, day, language }: CaseRequest): readonly Html[] {
  const [japanese = '', english = ''] = language === null ? [] : languageWords(language)
  return [
    pair(requestWords('place'), prefecture),
    ...(language === null ? [] : [pair(requestWords('language'), `${japanese} ${english}`)]),
    pair(requestWords('day'), day ?? requestWords('noDay').join(' ')),
  ]
}

const pair = ([japanese, english]: readonly [string, string], text: string): Html => html`<div><dt>${japanese}<small lang="en">${english}</small></dt><dd dir="auto">${text}</dd></div>`

function finishing(expert: boolean, { doing, text, cost }: Filled): Html {
  const mine = doing === 'finish'
  return html`<details${mine || expert ? html` open` : null}><summary>${both(expert ? 'answer' : 'finish')}</summary>
    <form method="post" enctype="multipart/form-data"><input type="hidden" name="do" value="finish">
      <label for="report">${both(expert ? 'answerText' : 'report')}</label><textarea id="report" name="text" rows="6" required maxlength="5000">${mine ? text : ''}</textarea>
      <label for="cost">${both('cost')}</label><input id="cost" name="cost" required inputmode="numeric" maxlength="20" value="${mine ? cost : '0'}">
      <label for="files">${both('file')}</label><input id="files" name="files" type="file" multiple accept="application/pdf,image/*">
      <button>${both('send')}</button></form></details>`
}

function writing(doing: string, heading: RequestWord, label: RequestWord, filled: Filled): Html {
  const mine = filled.doing === doing
  return html`<details${mine ? html` open` : null}><summary>${both(heading)}</summary>
    <form method="post"><input type="hidden" name="do" value="${doing}">
      <label for="${doing}">${both(label)}</label><textarea id="${doing}" name="text" rows="3" required maxlength="5000">${mine ? filled.text : ''}</textarea>
      <button>${both('send')}</button></form></details>`
}

function both(word: RequestWord, values: Readonly<Record<string, string>> = {}): Html {
  const [japanese, english] = requestWords(word, values)
  return html`${japanese}<small lang="en">${english}</small>`
}

/** Of the last day, not the first of the next. */
const lastMinute = (until: string) => new Date(Date.parse(until) - 60_000).toISOString()

const moment = (at: string) => new Date(at).toLocaleString('ja-JP', { timeZone: 'Asia/Tokyo', dateStyle: 'medium', timeStyle: 'short' })

const whole = (heading: RequestWord, content: Html): string => linkPage(requestWords('heading').join(' / '), both(heading), content)

/** The frame of every page behind a link without an account. */
export function linkPage(title: string, heading: Html, content: Html): string {
  return html`<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex,nofollow"><meta name="referrer" content="no-referrer"><meta name="format-detection" content="telephone=no">
<title>${title}</title>${{ html: `<style>${STYLE}</style>` }}</head>
<body><header>窓口 Madoguchi</header><main><h1>${heading}</h1>${content}</main></body></html>
`.html
}
