// The first page of the mutual help board: the search, and the posts it found.
import type { Badge } from '../../board/badges.ts'
import { BANDS, bandOf, prefectureName } from '../../board/places.ts'
import { CATEGORIES, POST_KINDS } from '../../board/kinds.ts'
import { beginningOf } from '../../knowledge/excerpt.ts'
import { LANGUAGES } from '../../knowledge/languages.ts'
import { prefectures } from '../../people/prefectures.ts'
import type { PostRow } from '../../store/board-posts.ts'
import { html } from '../inquiry/html.ts'
import type { Html } from '../inquiry/html.ts'
import { moment } from './door.ts'
import type { Visitor } from './door.ts'
import { choices, link, whole } from './frame.ts'
import type { Read, Titled } from './reading.ts'

/** As it stands in the address. */
export interface Sought { readonly kind: string; readonly category: string; readonly in: string; readonly near: string; readonly at: string; readonly km: string; readonly page: string }
export interface Found { readonly post: PostRow; readonly read: Read<Titled>; readonly badges: readonly Badge[] }

export function listPage(visitor: Visitor, sought: Sought, { found, page, more, note }: { readonly found: readonly Found[]; readonly page: number; readonly more: boolean; readonly note: string | null }): string {
  const { say } = visitor.page
  const to = (n: number) => link(visitor, addressOf({ ...sought, page: n > 1 ? String(n) : '' }))
  return whole(visitor, { heading: say('board.heading'), path: addressOf(sought), note }, html`
    <p>${say('board.intro')}</p>
    ${search(visitor, sought)}
    ${found.length === 0 ? html`<p class="none"><b>${say('board.none')}</b> ${say('board.noneHint')}</p>` : html`<ul class="posts">${found.map((one) => html`<li>${card(visitor, one)}</li>`)}</ul>`}
    ${(page > 1 || more) && html`<p class="turn">${page > 1 && html`<a rel="prev" href="${to(page - 1)}">${say('board.previous')}</a> `}${more && html`<a rel="next" href="${to(page + 1)}">${say('board.next')}</a>`}</p>`}`)
}

function addressOf(sought: Sought): string {
  const query = new URLSearchParams(Object.entries(sought).filter(([, value]) => value !== '')).toString()
  return query === '' ? '/board' : `/board?${query}`
}

function search(visitor: Visitor, { kind, category, in: written, near, at, km }: Sought): Html {
  const { say, nameOf, language } = visitor.page
  const any = ['', say('bodies.any')] as const
  const select = (name: string, label: string, given: Html[]) => html`<p><label for="${name}">${label}</label><select id="${name}" name="${name}">${given}</select></p>`
  const isSearching = [kind, category, written, near, at].some((one) => one !== '')
  return html`<details class="find"${isSearching ? html` open` : null}><summary>${say('bodies.find')}</summary><form method="get" action="/board" role="search" class="search">
    <input type="hidden" name="lang" value="${language}"><input type="hidden" name="at" value="${at}">
    ${select('kind', say('board.kindLabel'), choices([any, ...POST_KINDS.map((one) => [one, say(`board.kind.${one}`)] as const)], kind))}
    ${select('category', say('board.categoryLabel'), choices([any, ...CATEGORIES.map((one) => [one, say(`board.category.${one}`)] as const)], category))}
    ${select('in', say('board.languageLabel'), choices([any, ...LANGUAGES.map((one) => [one, nameOf(one)] as const)], written))}
    ${select('near', say('board.near'), [...choices([['', say('board.anywhere')]], near), ...(at === '' ? [] : [html`<option value="" selected>${say('board.placeUsed')}</option>`]), ...choices(prefectures.map(({ ja }) => [ja, prefectureName(ja, language)] as const), at === '' ? near : '')])}
    ${select('km', say('board.within'), choices(BANDS.map((one) => [String(one), say('board.km', { km: String(one) })] as const), km === '' ? '100' : km))}
    <p class="end"><button class="main">${say('bodies.find')}</button> <button type="button" hidden data-place>${say('board.usePlace')}</button></p>
  </form></details><script src="/board/place.js" defer></script>`
}

function card(visitor: Visitor, { post, read, badges }: Found): Html {
  const { title, text } = read.text
  return html`<a class="title" href="${link(visitor, `/board/posts/${post.id}`)}" dir="auto"${langOf(read, post, visitor)}>${title}</a>
    ${facts(visitor, post, badges)}<p class="excerpt" dir="auto"${langOf(read, post, visitor)}>${beginningOf(text)}</p>${read.type === 'translated' ? null : honesty(visitor, read)}`
}

/** What language the words on the page are in. */
export function langOf(read: Read<unknown>, { language }: { readonly language: string }, { page }: Visitor): Html {
  return html` lang="${read.type === 'translated' ? page.language : language}"`
}

/** Why somebody reads a language that is not theirs. */
export function honesty({ page: { say } }: Visitor, { type }: Read<unknown>): Html | null {
  return type === 'none' || type === 'later' ? html`<p class="hint">${say(type === 'none' ? 'board.untranslated' : 'board.translating')}</p>` : null
}

/** Nicknames are shown to members only. */
export function facts({ page, member }: Visitor, post: PostRow, badges: readonly Badge[]): Html {
  const { say, language, nameOf } = page
  const band = post.distance === null ? null : bandOf(post.distance)
  return html`<p class="facts"><span class="kind ${post.kind}">${say(`board.kind.${post.kind}`)}</span> <span>${say(`board.category.${post.category}`)}</span>
    <span>${post.prefecture === '' ? say('board.online') : prefectureName(post.prefecture, language)}</span>${band !== null && html` <span>${say('board.about', { km: String(band) })}</span>`}
    ${post.starts_at && html`<b><time datetime="${post.starts_at.toISOString()}">${moment(post.starts_at, language)}</time></b>`}
    ${LANGUAGES.some((one) => one === post.language && one !== language) && html`<span>${nameOf(LANGUAGES.find((one) => one === post.language) ?? language)}</span>`}
    ${member && post.nickname !== '' && html`<span>${say('board.by', { name: post.nickname })}</span>`} ${member && badges.map((badge) => html`<span class="badge">${say(`board.badge.${badge}`)}</span> `)}
    ${post.likes > 0 && html`<span>${say('board.likes', { n: String(post.likes) })}</span>`}</p>`
}

