// A private thread of two members, each reading it in their own language.
import { LONGEST } from '../../board/kinds.ts'
import type { LineRow, ThreadRow } from '../../store/board-threads.ts'
import { html } from '../inquiry/html.ts'
import type { Html } from '../inquiry/html.ts'
import { moment } from './door.ts'
import type { Visitor } from './door.ts'
import { hidden, link, whole } from './frame.ts'
import { honesty, langOf } from './list-page.ts'
import { reportForm } from './post-pages.ts'
import type { Read } from './reading.ts'

export interface ThreadView { readonly thread: ThreadRow; readonly lines: readonly { readonly line: LineRow; readonly read: Read<string> }[]; readonly next: { readonly id: string; readonly text: string } }

export function threadPage(visitor: Visitor, { thread, lines, next }: ThreadView, told: { readonly error?: string | null; readonly note?: string | null } = {}): string {
  const { page: { say }, active } = visitor
  const { id, other: name } = thread
  const both = new Set(lines.map(({ line }) => line.member_id)).size === 2
  return whole(visitor, { heading: say('board.with', { name }), path: `/board/threads/${id}`, ...told }, html`
    <p><a href="${link(visitor, `/board/posts/${thread.post_id}`)}" dir="auto" lang="${thread.post_language}">${thread.title}</a></p>
    <ol class="lines">${lines.map(({ line, read }) => html`<li class="${line.member_id === thread.other_id ? 'bot' : 'you'}">${bubble(visitor, thread, line, read)}</li>`)}</ol>
    ${thread.blocks ? html`<p class="hint">${say('board.blocking', { name })}</p>` : thread.silent && html`<p class="hint">${say('board.silent')}</p>`}
    ${!thread.silent && active && html`<form method="post" action="/board/threads/${id}">${hidden(visitor, { id: next.id })}
      <label for="text">${say('board.reply', { name })}</label><textarea id="text" name="text" rows="4" required maxlength="${LONGEST.line}" dir="auto">${next.text}</textarea><button class="main">${say('chat.send')}</button></form>
      ${agreement(visitor, thread)}`}
    <div class="acts">${both && active && (thread.thanked ? html`<p class="hint">${say('board.thanked')}</p>` : act(visitor, thread, 'thank', say('board.thank')))}
      ${act(visitor, thread, thread.blocks ? 'unblock' : 'block', thread.blocks ? say('board.unblock') : say('board.block', { name }))}</div>`)
}

function bubble(visitor: Visitor, thread: ThreadRow, line: LineRow, read: Read<string>): Html {
  const { say, language } = visitor.page
  const isOther = line.member_id === thread.other_id
  const kept = line.state === 'sent' ? null : html`<p class="hint">${say(line.state === 'held' ? 'board.lineHeld' : 'board.lineRemoved')}${line.reason !== null && html` ${say('board.because', { reason: say(`board.rule.${line.reason}`) })}`}</p>`
  return html`<p class="by">${isOther ? thread.other : say('chat.you')} <time datetime="${line.at.toISOString()}">${moment(line.at, language)}</time></p>
    <p class="text" dir="auto"${isOther ? langOf(read, line, visitor) : html` lang="${line.language}"`}>${isOther ? read.text : line.text}</p>${isOther && honesty(visitor, read)}
    ${isOther && read.type === 'translated' && html`<details class="original"><summary>${say('board.translated')}</summary><p class="said" dir="auto" lang="${line.language}">${line.text}</p></details>`}
    ${kept}${isOther && (line.reported ? html`<p class="hint">${say('board.reported')}</p>` : reportForm(visitor, `/board/threads/${thread.id}/report`, { line: line.id }))}`
}

/** Contact data may be written only after both have said so. */
function agreement(visitor: Visitor, thread: ThreadRow): Html {
  const { say } = visitor.page
  const mine = thread.is_poster ? thread.poster_agrees : thread.asker_agrees
  const both = thread.poster_agrees && thread.asker_agrees
  return html`<section class="agreement"><p>${both ? say('board.agreed') : mine ? say('board.agreeWaiting', { name: thread.other }) : say('board.agreeHint')}</p><p class="hint">${say('board.safety')}</p>
    ${mine ? act(visitor, thread, 'unagree', say('board.unagree')) : act(visitor, thread, 'agree', say('board.agree'))}</section>`
}

function act(visitor: Visitor, { id }: ThreadRow, value: string, label: string): Html {
  return html`<form method="post" action="/board/threads/${id}/act">${hidden(visitor)}<button name="act" value="${value}">${label}</button></form>`
}
