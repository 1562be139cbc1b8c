// What a body sees at the link of its right of reply: Japanese and English, without a script. Only what is released, and no text of anybody.
import { monthsOf, quarterBefore } from '../../feedback/quarters.ts'
import type { LinkedReply } from '../../desk/reply-link.ts'
import { MOST_LETTERS } from '../../desk/reply-link.ts'
import { bandWords, feedbackItemWords, replyWords } from '../../notify/words.ts'
import type { ReplyWord } from '../../notify/words.ts'
import { html } from '../inquiry/html.ts'
import type { Html } from '../inquiry/html.ts'
import { linkPage } from '../partner-link/page.ts'

export const landingPage = (): string => whole('heading', html`<form method="post"><input type="hidden" name="do" value="open"><button>${both('open')}</button></form>`)

export const plainPage = (heading: ReplyWord, body?: ReplyWord): string => whole(heading, body ? html`<p>${both(body)}</p>` : html``)

/** `text` and `error`: what was sent and not taken. */
export function replyPage({ name, until, releases, text }: LinkedReply, error: ReplyWord | null): string {
  return whole('heading', html`
    ${error && html`<p class="error" role="alert">${both(error)}</p>`}
    <p>${both('intro', { name })}</p><p class="note">${both('noFinding')}</p>
    ${releases.map(({ quarter, results: { people, legal, scales } }) => html`
      <h2>${both('period', { month: monthsOf(quarterBefore(quarter))[1] })}</h2><p>${both('people', { people: String(people) })}</p>
      <div class="card"><dl>${legal.map(({ item, people: n, yes }) => said(feedbackItemWords(item), bandWords(yes), 'saidYes', (band) => ({ band, people: String(n) })))}
      ${scales.map(({ scale, people: n, median }) => said(feedbackItemWords(scale), [String(median), String(median)], 'median', (value) => ({ median: value, people: String(n) })))}</dl></div>`)}
    <h2>${both('replyHeading')}</h2><p>${both('replyHint')}</p>
    <form method="post"><input type="hidden" name="do" value="reply">
      <label for="text">${both('text')}</label><textarea id="text" name="text" rows="8" required maxlength="${MOST_LETTERS}">${text ?? ''}</textarea>
      <button>${both('send')}</button></form>
    <p>${both('until', { time: new Date(until.getTime() - 60_000).toLocaleString('ja-JP', { timeZone: 'Asia/Tokyo', dateStyle: 'medium', timeStyle: 'short' }) })}</p>`)
}

function said([japanese, english]: readonly [string, string], [ja, en]: readonly [string, string], word: ReplyWord, values: (value: string) => Readonly<Record<string, string>>): Html {
  return html`<div><dt>${japanese}<small lang="en">${english}</small></dt><dd>${replyWords(word, values(ja))[0]}<small lang="en">${replyWords(word, values(en))[1]}</small></dd></div>`
}

function both(word: ReplyWord, values: Readonly<Record<string, string>> = {}): Html {
  const [japanese, english] = replyWords(word, values)
  return html`${japanese}<small lang="en">${english}</small>`
}

const whole = (heading: ReplyWord, content: Html): string => linkPage(replyWords('heading').join(' / '), both(heading), content)
