// One post of the mutual help board: written and changed in a form, read, answered in private, and reported.
import { CATEGORIES, LONGEST, POST_KINDS, REPORT_REASONS, STANDS_DAYS } from '../../board/kinds.ts'
import { prefectureName } from '../../board/places.ts'
import { prefectures } from '../../people/prefectures.ts'
import type { PostRow } from '../../store/board-posts.ts'
import { html } from '../inquiry/html.ts'
import type { Html } from '../inquiry/html.ts'
import { moment } from './door.ts'
import type { Visitor } from './door.ts'
import { choices, hidden, link, whole } from './frame.ts'
import { facts, honesty, langOf } from './list-page.ts'
import type { Found } from './list-page.ts'

/** What stands in the form; after a refusal it is what was sent, so that nothing is lost. */
export interface Draft {
  readonly id: string
  readonly revision: string
  readonly kind: string
  readonly category: string
  readonly title: string
  readonly text: string
  readonly place: string
  readonly starts: string
  readonly days: string
}

export function draftPage(visitor: Visitor, draft: Draft, error: string | null = null): string {
  const { say, language } = visitor.page
  const isNew = draft.revision === ''
  const options = (name: string, label: string, given: Html[]) => html`<label for="${name}">${label}</label><select id="${name}" name="${name}">${given}</select>`
  return whole(visitor, { heading: say(isNew ? 'board.write' : 'board.edit'), path: isNew ? '/board/new' : `/board/posts/${draft.id}/edit`, error }, html`
    <p>${say('board.rules')}</p>
    <form method="post" action="${isNew ? '/board/posts' : `/board/posts/${draft.id}`}">${hidden(visitor, { id: draft.id, revision: draft.revision })}
      ${options('kind', say('board.kindLabel'), choices(POST_KINDS.map((one) => [one, say(`board.kind.${one}`)] as const), draft.kind))}
      ${options('category', say('board.categoryLabel'), choices(CATEGORIES.map((one) => [one, say(`board.category.${one}`)] as const), draft.category))}
      <label for="title">${say('board.title')}</label><input id="title" name="title" required maxlength="${LONGEST.title}" value="${draft.title}" dir="auto">
      <label for="text">${say('board.text')}</label><textarea id="text" name="text" rows="8" required maxlength="${LONGEST.text}" dir="auto">${draft.text}</textarea>
      ${options('place', say('board.place'), choices([['', say('board.online')] as const, ...prefectures.map(({ ja }) => [ja, prefectureName(ja, language)] as const)], draft.place))}
      <label for="starts">${say('board.starts')}</label><input id="starts" name="starts" type="datetime-local" placeholder="2026-12-31 10:00" value="${draft.starts}" dir="ltr">
      ${options('days', say('board.stands'), choices(STANDS_DAYS.map((one) => [String(one), say('board.days', { days: String(one) })] as const), draft.days))}
      <button class="main">${say(isNew ? 'board.publish' : 'board.save')}</button>
    </form>`)
}

export interface Opened extends Found {
  /** The visitor's own thread about it. */
  readonly thread: string | null
  readonly reply: { readonly id: string; readonly text: string }
  readonly help: string | null
  readonly wasReported: boolean
}

export function postPage(visitor: Visitor, opened: Opened, told: { readonly error?: string | null; readonly note?: string | null } = {}): string {
  const { post, read, badges, help } = opened
  const { page: { say, language }, member } = visitor
  const isOwn = member?.id === post.member_id
  return whole(visitor, { heading: read.text.title, path: `/board/posts/${post.id}`, ...told }, html`
    ${isOwn && standing(visitor, post)}
    <article>${facts(visitor, post, badges)}
      <p class="said" dir="auto"${langOf(read, post, visitor)}>${read.text.text}</p>${honesty(visitor, read)}
      ${read.type === 'translated' && html`<details class="original" open><summary>${say('board.translated')}</summary><p class="said" dir="auto" lang="${post.language}"><b>${post.title}</b>\n${post.text}</p></details>`}
      <p class="hint">${say('board.until', { date: moment(post.expires_at, language, false) })}</p>
    </article>
    ${help !== null && html`<details class="help"><summary>${say('board.help')}</summary><p class="said">${help}</p><p><a class="open" href="/?lang=${language}">${say('choice.person')}</a></p></details>`}
    ${isOwn ? ownActs(visitor, post) : member ? othersActs(visitor, opened) : html`<p class="join">${say('board.joinToWrite')} <a class="open" href="${link(visitor, '/board/join')}">${say('board.join')}</a></p>`}`)
}

/** Where one's own post stands, and why. */
export function standing({ page: { say } }: Visitor, { state, reason, signs, danger }: PostRow): Html {
  const why = reason ?? (danger === null ? signs[0] ?? null : null)
  return html`<section class="state ${state}" role="status"><p>${say(`board.state.${state === 'withdrawn' ? 'removed' : state}`)}</p>
    ${why !== null && (state === 'held' || state === 'removed') && html`<p>${say('board.because', { reason: say(`board.rule.${why}`) })}</p>`}
    ${state === 'removed' && html`<p class="hint">${say('board.objection')}</p>`}</section>`
}

function ownActs(visitor: Visitor, { id, state }: PostRow): Html {
  const { page: { say }, active } = visitor
  const act = (value: string) => html`<button name="act" value="${value}">${say(`board.${value}`)}</button>`
  return html`<div class="acts">${active && state !== 'removed' && state !== 'closed' && html`<p><a href="${link(visitor, `/board/posts/${id}/edit`)}">${say('board.edit')}</a></p>`}
    ${active && (state === 'published' || state === 'closed') && html`<form method="post" action="/board/posts/${id}/act">${hidden(visitor)}${act(state === 'closed' ? 'reopen' : 'close')}</form>`}
    <details><summary>${say('board.remove')}</summary><form method="post" action="/board/posts/${id}/act">${hidden(visitor)}<p>${say('board.removeSure')}</p>${act('remove')}</form></details></div>`
}

function othersActs(visitor: Visitor, { post, thread, reply, wasReported }: Opened): Html {
  const { page: { say }, active } = visitor
  const name = post.nickname
  return html`${thread !== null && html`<p><a class="open" href="${link(visitor, `/board/threads/${thread}`)}">${say('board.openThread')}</a></p>`}
    ${thread === null && active && html`<form method="post" action="/board/posts/${post.id}/reply">${hidden(visitor, { id: reply.id })}
      <label for="text">${say('board.reply', { name })}</label><textarea id="text" name="text" rows="4" required maxlength="${LONGEST.line}" dir="auto">${reply.text}</textarea>
      <p class="hint">${say('board.replyHint', { name })} ${say('board.agreeHint')}</p><button class="main">${say('chat.send')}</button></form>`}
    <div class="acts">${active && html`<form method="post" action="/board/posts/${post.id}/act">${hidden(visitor)}<button name="act" value="like">${say(post.liked ? 'board.unlike' : 'board.like')}</button></form>`}
      ${wasReported ? html`<p class="hint">${say('board.reported')}</p>` : reportForm(visitor, `/board/posts/${post.id}/report`)}</div>`
}

/** `fields` say what of the page it is about. */
export function reportForm(visitor: Visitor, action: string, fields: Readonly<Record<string, string>> = {}): Html {
  const { say } = visitor.page
  const name = fields['line'] ?? 'post'
  return html`<details class="report"><summary>${say('board.report')}</summary><form method="post" action="${action}">${hidden(visitor, fields)}
    <fieldset><legend>${say('board.reportWhy')}</legend>${REPORT_REASONS.map((reason) => html`<label class="tick"><input type="radio" name="reason" value="${reason}" required> ${say(`board.reportReason.${reason}`)}</label>`)}</fieldset>
    <label for="more-${name}">${say('board.reportText')}</label><textarea id="more-${name}" name="text" rows="2" maxlength="${LONGEST.report}" dir="auto"></textarea><button>${say('board.report')}</button></form></details>`
}
