// What a body told of itself for the directory, as anybody reads it: where it is, what it charges, which penalties are known, and how old all that is.
import { isStale } from '../../feedback/listing.ts'
import type { Listing } from '../../feedback/listing.ts'
import { prefectures } from '../../people/prefectures.ts'
import type { ListedBody } from '../../store/feedback-public.ts'
import type { Page } from '../inquiry/frame.ts'
import { html } from '../inquiry/html.ts'
import type { Html } from '../inquiry/html.ts'

export function listingFacts({ say, nameOf }: Page, { prefecture, languages, since }: Listing): Html {
  const pair = (label: string, value: string) => value !== '' && html`<div><dt>${say(label)}</dt><dd>${value}</dd></div>`
  const english = prefectures.find(({ ja }) => ja === prefecture)?.en ?? ''
  return html`${pair('bodies.prefecture', `${prefecture} ${english}`.trim())}${pair('bodies.languages', languages.map((each) => nameOf(each)).join(', '))}${pair('bodies.since', since)}`
}

export function standing({ say }: Page, { confirmedOn }: ListedBody, today: string): Html | null {
  if (confirmedOn === null) return null
  return html`<p class="hint">${say('bodies.confirmed', { date: confirmedOn })}</p>${isStale(confirmedOn, today) && html`<p class="error">${say('bodies.stale')}</p>`}`
}

export function feeTable({ say, language }: Page, { fees }: Listing): Html | null {
  if (fees.length === 0) return null
  const money = (amount: number, currency: string) => new Intl.NumberFormat(`${language === 'tl' ? 'fil' : language}-u-nu-latn`, { style: 'currency', currency, currencyDisplay: 'code', maximumFractionDigits: 0 }).format(amount)
  return html`<h2>${say('bodies.feesPaid')}</h2><p class="hint">${say('bodies.ownWords')}</p><dl class="facts">${fees.map(({ what, amount, currency }) => html`<div><dt dir="auto">${what}</dt><dd>${money(amount, currency)}</dd></div>`)}</dl>`
}

export function sanctionsAndLinks({ say }: Page, { listing, sanctions }: ListedBody): Html {
  const { declared, links } = listing
  return html`<h2>${say('bodies.sanctions')}</h2>
    ${sanctions === null ? html`<p>${say('bodies.noSanctions')}</p>` : html`<p class="text" dir="auto">${sanctions.text}</p><p><a href="${sanctions.source}" rel="noreferrer nofollow">${say('bodies.sanctionsSource')}: ${new URL(sanctions.source).host}</a></p>`}
    ${declared !== '' && html`<h3>${say('bodies.declared')}</h3><p class="text" dir="auto">${declared}</p>`}
    ${links.length > 0 && html`<h2>${say('bodies.links')}</h2><p class="hint">${say('bodies.outside')}</p><ul>${links.map((link) => html`<li><a href="${link}" rel="noreferrer nofollow">${new URL(link).host}</a></li>`)}</ul>`}`
}
