// The pages of the inquiry form: no script, nine languages, small enough for any phone.
import type { Article } from '../../gateway/article-file.ts'
import type { Language } from '../../knowledge/languages.ts'
import { framed } from './frame.ts'
import type { Page, Say } from './frame.ts'
import { html } from './html.ts'
import type { Html } from './html.ts'

/** What stands in the form; after a refusal it is what was sent, so that nothing is lost. */
export interface Filled {
  readonly form: string
  readonly message: string
  readonly email: string
  readonly byEmail: boolean
  readonly whole: boolean
  /** From whose page they come. */
  readonly about: Article | null
}

/** `error` is a sentence. `mail`: answers can be told by e-mail too. */
export function formPage(page: Page, filled: Filled, mail: boolean, error: string | null = null): string {
  const { say, language } = page
  return whole(page, html`
    <p>${say('inquiry.intro')}</p>
    ${warning(error)}
    <form method="post" action="/inquiry">
      <input type="hidden" name="lang" value="${language}"><input type="hidden" name="form" value="${filled.form}">
      ${filled.about && html`<input type="hidden" name="about" value="${filled.about.topic}"><p>${say('guide.about', { title: filled.about.articles[language].title })}</p>`}
      <label for="message">${say('inquiry.message')}</label>
      <textarea id="message" name="message" rows="7" required maxlength="5000" dir="auto">${filled.message}</textarea>
      ${mail && mailFields(say, filled)}
      <p class="unseen" aria-hidden="true"><label for="website">${say('inquiry.leaveEmpty')}</label><input id="website" name="website" tabindex="-1" autocomplete="off"></p>
      <button class="main">${say('chat.send')}</button>
    </form>
    <h2>${say('inquiry.comeBack')}</h2>
    <form method="post" action="/inquiry/thread">
      <input type="hidden" name="lang" value="${language}">
      <label for="code">${say('inquiry.code')}</label>
      <input id="code" name="code" required maxlength="60" autocomplete="off" autocapitalize="characters" spellcheck="false" dir="ltr">
      <button>${say('inquiry.open')}</button>
    </form>
    <p><a href="/guide/${language}">${say('guide.heading')}</a></p>
    <p><a href="/board?lang=${language}">${say('board.heading')}</a></p>`)
}

function mailFields(say: Say, { byEmail, email, whole: inFull }: Filled): Html {
  return html`<fieldset>
    <legend>${say('inquiry.answer')}</legend>
    <label class="tick"><input type="radio" name="answer" value="code"${byEmail ? null : html` checked`}> ${say('inquiry.byCode')}</label>
    <label class="tick"><input type="radio" name="answer" value="email"${byEmail ? html` checked` : null}> ${say('inquiry.byEmail')}</label>
    <label for="email">${say('inquiry.email')}</label>
    <input id="email" name="email" type="email" maxlength="254" autocomplete="email" dir="ltr" value="${email}">
    <label class="tick"><input type="checkbox" name="whole" value="1"${inFull ? html` checked` : null}> ${say('inquiry.whole')}</label>
    <p class="hint">${say('inquiry.wholeHint')}</p>
  </fieldset>`
}

export interface ThreadLine { readonly author: 'you' | 'bot' | 'counsellor'; readonly name: string | null; readonly text: string; readonly language: string | null; readonly at: Date }

export interface ThreadView {
  readonly code: string
  /** Of the next message. */
  readonly form: string
  readonly lines: readonly ThreadLine[]
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  /** It is the first time the code is shown. */
  readonly isNew: boolean
  /** The guide has not answered yet. */
  readonly unanswered: boolean
  /** What was written and not taken. */
  readonly message: string
}

export function threadPage(page: Page, view: ThreadView, spelled: string, error: string | null = null): string {
  const { say, language } = page
  const hidden = html`<input type="hidden" name="lang" value="${language}"><input type="hidden" name="code" value="${view.code}">`
  return whole(page, html`
    ${view.isNew && html`<section class="code" role="status"><h2>${say('inquiry.yourCode')}</h2><p class="spelled" dir="ltr">${spelled}</p><p>${say('inquiry.keepCode')}</p></section>`}
    ${warning(error)}
    <ol class="lines" aria-label="${say('chat.conversation')}">${view.lines.map((line) => html`
      <li class="${line.author}"><p class="by">${say(`chat.${line.author}`)}${line.name ? html` <b>${line.name}</b>` : null} <time datetime="${line.at.toISOString()}">${moment(line.at, language)}</time></p>
        <p class="text" dir="auto"${line.language ? html` lang="${line.language}"` : null}>${line.text}</p></li>`)}</ol>
    ${view.unanswered && html`<p role="status">${say('inquiry.soon')}</p>`}
    ${view.choices.length > 0 && html`<form method="post" action="/inquiry/message" class="choices">${hidden}<input type="hidden" name="form" value="${view.form}">
      ${view.choices.map(({ value, label }) => html`<button name="choice" value="${value}">${label}</button>`)}</form>`}
    <form method="post" action="/inquiry/message">${hidden}<input type="hidden" name="form" value="${view.form}">
      <label for="message">${say('inquiry.more')}</label>
      <textarea id="message" name="message" rows="4" required maxlength="5000" dir="auto">${view.message}</textarea>
      <button class="main">${say('chat.send')}</button>
    </form>
    <form method="post" action="/inquiry/thread">${hidden}<button>${say('inquiry.look')}</button></form>`)
}

function warning(error: string | null): Html | null {
  return error === null ? null : html`<p class="error" role="alert">${error}</p>`
}

/** The desk's times are Japan's. */
function moment(at: Date, language: Language): string {
  return at.toLocaleString(`${language}-u-nu-latn`, { timeZone: 'Asia/Tokyo', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
}

function whole(page: Page, content: Html): string {
  const { say } = page
  return framed(page, { heading: say('inquiry.heading'), address: '/inquiry?lang=', isOpen: false, exit: true }, html`${content}
    <p class="hint">${say('inquiry.history')}</p>`)
}
