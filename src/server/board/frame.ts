// What stands around every page of the mutual help board: where else one can go, what is new, and always the way to a person.
import type { Html } from '../inquiry/html.ts'
import { html } from '../inquiry/html.ts'
import { framed } from '../inquiry/frame.ts'
import type { Visitor } from './door.ts'
import { moment } from './door.ts'

export interface Shell { readonly heading: string; /** Without a language. */ readonly path: string; readonly error?: string | null; readonly note?: string | null }

/** Of a page of the board, in the reader's language. */
export function link({ page }: Pick<Visitor, 'page'>, path: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}lang=${page.language}`
}

export function whole(visitor: Visitor, { heading, path, error = null, note = null }: Shell, content: Html): string {
  const { page, member, news } = visitor
  const { say } = page
  return framed(page, { heading, address: `${path}${path.includes('?') ? '&' : '?'}lang=`, style: '/board/board.css', isOpen: false, exit: true, exitBy: '/board/exit' }, html`
    <p class="ways"><a href="${link(visitor, '/board')}">${say('board.all')}</a>
      ${member ? html`<a href="${link(visitor, '/board/new')}">${say('board.write')}</a> <a href="${link(visitor, '/board/me')}">${say('board.mine')}${news > 0 && html` <b class="news">${say('board.new', { n: String(news) })}</b>`}</a>`
        : html`<a href="${link(visitor, '/board/join')}">${say('board.join')}</a>`}
      <a class="open" href="/?lang=${page.language}">${say('choice.person')}</a></p>
    ${error !== null && html`<p class="error" role="alert">${error}</p>`}
    ${note !== null && html`<p class="note" role="status">${note}</p>`}
    ${visitor.answered && html`<section class="state" role="status"><p><b>${say('board.deskAnswered')}</b></p>${deskForm(visitor)}</section>`}
    ${standing(visitor)}
    ${content}
    <details class="how"><summary>${say('board.rulesHeading')}</summary><p>${say('board.rules')}</p><p>${say('board.safety')}</p></details>`)
}

/** Who may not write sees until when, and why. */
function standing({ page: { say, language }, member, active }: Visitor): Html | null {
  if (!member || active) return null
  const { state, suspended_until: until, close_asked_by: asked, reason } = member
  const sentence = state === 'closed' ? say('board.closed') : until === null || asked !== null ? say('board.pausedNow') : say('board.suspended', { date: moment(until, language) })
  return html`<section class="paused" role="status"><p><b>${sentence}</b></p>${reason !== null && html`<p>${say('board.because', { reason: say(`board.rule.${reason}`) })}</p>`}<p>${say('board.objection')} <a href="/?lang=${language}">${say('choice.person')}</a></p></section>`
}

/** The member's own conversation with the desk, on the pages that need no script either. */
export function deskForm(visitor: Pick<Visitor, 'page' | 'code'>): Html | null {
  const { page: { say }, code } = visitor
  return code === null ? null : html`<form method="post" action="/inquiry/thread">${hidden(visitor, { code })}<button class="main">${say('board.openDesk')}</button></form>`
}

/** Without which no form is taken. */
export function hidden({ page }: Pick<Visitor, 'page'>, fields: Readonly<Record<string, string>> = {}): Html {
  return html`${Object.entries({ lang: page.language, ...fields }).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`
}

export function choices(given: readonly (readonly [value: string, label: string])[], chosen: string): Html[] {
  return given.map(([value, label]) => html`<option value="${value}"${value === chosen ? html` selected` : null}>${label}</option>`)
}
