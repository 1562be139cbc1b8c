// The pages of a member of the mutual help board: joining, coming back, what is theirs, and leaving.
import { BADGES } from '../../board/badges.ts'
import type { Badge } from '../../board/badges.ts'
import type { TellingRow } from '../../store/board-members.ts'
import type { PostRow } from '../../store/board-posts.ts'
import type { ThreadRow } from '../../store/board-threads.ts'
import { html } from '../inquiry/html.ts'
import type { Html } from '../inquiry/html.ts'
import { spelledCode } from '../inquiry/code.ts'
import { moment } from './door.ts'
import type { Visitor } from './door.ts'
import { deskForm, hidden, link, whole } from './frame.ts'

export interface Joining { readonly form: string; readonly nickname: string; readonly adult: boolean; readonly accept: boolean }

export function joinPage(visitor: Visitor, { form, nickname, adult, accept }: Joining, error: string | null = null): string {
  const { say } = visitor.page
  const tick = (name: string, ticked: boolean) => html`<label class="tick"><input type="checkbox" name="${name}" value="1"${ticked ? html` checked` : null}> ${say(`board.${name}`)}</label>`
  return whole(visitor, { heading: say('board.join'), path: '/board/join', error }, html`
    <p>${say('board.intro')}</p><h2>${say('board.rulesHeading')}</h2><p>${say('board.rules')}</p><p>${say('board.safety')}</p>
    <form method="post" action="/board/join">${hidden(visitor, { form })}
      <label for="nickname">${say('board.nickname')}</label><input id="nickname" name="nickname" required maxlength="60" autocomplete="off" value="${nickname}" aria-describedby="nickname-hint" dir="auto">
      <p class="hint" id="nickname-hint">${say('board.nicknameHint')}</p>
      ${tick('adult', adult)}${tick('accept', accept)}
      <p class="unseen" aria-hidden="true"><label for="website">${say('inquiry.leaveEmpty')}</label><input id="website" name="website" tabindex="-1" autocomplete="off"></p>
      <button class="main">${say('board.join')}</button>
    </form>
    <h2>${say('board.comeBack')}</h2>${codeForm(visitor)}`)
}

function codeForm(visitor: Visitor): Html {
  const { say } = visitor.page
  return html`<form method="post" action="/board/enter">${hidden(visitor)}<label for="code">${say('board.code')}</label>
    <input id="code" name="code" required maxlength="60" autocomplete="off" autocapitalize="characters" spellcheck="false" dir="ltr"><button>${say('inquiry.open')}</button></form>`
}

export function joinedPage(visitor: Visitor, code: string): string {
  const { say } = visitor.page
  return whole(visitor, { heading: say('board.yourCode'), path: '/board' }, html`<section class="code" role="status"><p class="spelled" dir="ltr">${spelledCode(code)}</p><p>${say('board.keepCode')}</p></section>
    <p><a class="open" href="${link(visitor, '/board')}">${say('board.goOn')}</a></p>`)
}

export interface Mine {
  readonly posts: readonly PostRow[]
  readonly threads: readonly ThreadRow[]
  readonly tellings: readonly TellingRow[]
  readonly badges: readonly Badge[]
  /** They have a conversation with the desk under the same code. */
  readonly hasDesk: boolean
}

export function minePage(visitor: Visitor, { posts, threads, tellings, badges, hasDesk }: Mine, nickname: string): string {
  const { say, language } = visitor.page
  return whole(visitor, { heading: nickname, path: '/board/me' }, html`
    ${badges.length > 0 && html`<p class="facts" aria-label="${say('board.badges')}">${BADGES.filter((one) => badges.includes(one)).map((one) => html`<span class="badge">${say(`board.badge.${one}`)}</span> `)}</p>`}
    ${hasDesk && !visitor.answered && deskForm(visitor)}
    ${tellings.length > 0 && html`<h2>${say('board.fromModerators')}</h2><ul class="told">${tellings.map((one) => html`<li class="${one.is_new ? 'new' : 'old'}">${telling(visitor, one)}</li>`)}</ul>`}
    <h2>${say('board.myThreads')}</h2>
    ${threads.length === 0 ? html`<p class="none">${say('board.noThreads')}</p>` : html`<ul class="posts">${threads.map((thread) => html`<li><a class="title" href="${link(visitor, `/board/threads/${thread.id}`)}">${say('board.with', { name: thread.other })}</a>
      <p class="facts"><span dir="auto" lang="${thread.post_language}">${thread.title}</span>${thread.unread > 0 && html` <b class="news">${say('board.new', { n: String(thread.unread) })}</b>`}${thread.last_at && html` <span>${moment(thread.last_at, language)}</span>`}</p></li>`)}</ul>`}
    <h2>${say('board.myPosts')}</h2>
    ${posts.length === 0 ? html`<p class="none">${say('board.noPosts')}</p>` : html`<ul class="posts">${posts.map((post) => html`<li><a class="title" href="${link(visitor, `/board/posts/${post.id}`)}" dir="auto" lang="${post.language}">${post.title}</a>
      <p class="facts"><span>${say(`board.state.${post.state}`)}</span></p></li>`)}</ul>`}
    <form method="post" action="/board/out">${hidden(visitor)}<button>${say('board.out')}</button></form>
    <details class="leave"><summary>${say('board.leave')}</summary><form method="post" action="/board/leave">${hidden(visitor)}<p>${say('board.leaveHint')}</p><button>${say('board.leaveSure')}</button></form></details>`)
}

function telling(visitor: Visitor, { act, reason, title, at }: TellingRow): Html {
  const { say, language } = visitor.page
  return html`<p><b>${say(`board.told.${act}`)}</b> <span class="hint">${moment(at, language)}</span></p>${title !== null && html`<p dir="auto">${title}</p>`}
    ${reason !== null && html`<p>${say('board.because', { reason: say(`board.rule.${reason}`) })}</p>`}${act === 'offerDesk' && html`<p><a class="open" href="/?lang=${language}">${say('choice.person')}</a></p>`}`
}

/** Before anything else: what helps now. The words were kept, and nobody on the board sees them. */
export function dangerPage(visitor: Visitor, emergency: string): string {
  const { say } = visitor.page
  return whole(visitor, { heading: say('board.heading'), path: '/board' }, html`<section class="danger" role="alert"><p class="said">${emergency}</p></section><p>${say('board.deskTold')}</p>${deskForm(visitor)}`)
}

export function sentencePage(visitor: Visitor, sentence: string): string {
  const { say } = visitor.page
  return whole(visitor, { heading: say('board.heading'), path: '/board' }, html`<p role="status">${sentence}</p>`)
}
