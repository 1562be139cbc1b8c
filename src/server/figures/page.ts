// The public page of figures: what was released and nothing else, in nine languages, without a script.
import { percent } from '../../reports/counting.ts'
import type { CrossedBy, Numbers } from '../../reports/numbers.ts'
import { CROSSED } from '../../reports/numbers.ts'
import { peopleIn } from '../../reports/suppress.ts'
import type { Figure, Measure, Table } from '../../reports/suppression-shape.ts'
import { keyName } from '../../reports/words.ts'
import { LANGUAGES } from '../../knowledge/languages.ts'
import { framed } from '../inquiry/frame.ts'
import type { Page } from '../inquiry/frame.ts'
import { html } from '../inquiry/html.ts'
import type { Html } from '../inquiry/html.ts'

/** `releasedOn`: a day in Japan. */
export interface PublicFigures { readonly numbers: Numbers; readonly releasedOn: string }

/** Of how a matter ended those that say what became of it. */
const OUTCOMES: ReadonlySet<string> = new Set(['solved', 'partlySolved', 'informed', 'referred', 'settled', 'court'])

export function figuresPage(page: Page, shown: PublicFigures | null, earlier: readonly { readonly from: string; readonly to: string }[]): string {
  const { language, say } = page
  return framed(page, { heading: say('figures.heading'), address: '/figures?lang=', style: '/figures/figures.css', isOpen: true, exit: false }, html`
    <p>${say('figures.intro')}</p>
    ${shown === null ? html`<p>${say('figures.none')}</p>` : figures(page, shown)}
    ${earlier.length > 0 && html`<h2>${say('figures.older')}</h2><ul>${earlier.map(({ from, to }) => html`<li><a href="/figures?lang=${language}&amp;from=${from}">${from} – ${to}</a></li>`)}</ul>`}`)
}

function figures(page: Page, { numbers, releasedOn }: PublicFigures): Html {
  const { say } = page
  const { span, threshold, people, contacts, matters, firstReply, themes, language, outcomes, satisfaction } = numbers
  const count = String(threshold)
  const theme = (key: string) => say(`theme.${key}`)
  const median = firstReply.all.state === 'suppressed' ? few(page, threshold)
    : html`${firstReply.all.minutes < 90 ? say('figures.minutes', { count: String(Math.max(5, firstReply.all.minutes)) }) : say('figures.hours', { count: String(Math.round(firstReply.all.minutes / 60)) })}`
  const own = { ...outcomes, rows: outcomes.rows.filter(({ key }) => OUTCOMES.has(key)) }
  return html`
    <p><strong>${say('figures.period', { from: span.from, to: span.to })}</strong></p>
    <dl class="tiles">
      <div><dt>${say('figures.people')}</dt><dd>${cell(page, people, threshold)}</dd></div>
      <div><dt>${say('figures.contacts')}</dt><dd>${measure(page, contacts, threshold)}</dd></div>
      <div><dt>${say('figures.matters')}</dt><dd>${measure(page, matters, threshold)}</dd></div>
      <div><dt>${say('figures.firstReply')}</dt><dd>${median}</dd></div>
    </dl>
    <p class="why">${say('figures.hiddenWhy', { count })}</p>
    ${table(page, 'outcomes', own, (key) => say(`figures.${key}`), threshold, true)}
    ${table(page, 'satisfaction', satisfaction, (key) => say(`figures.${key}`), threshold, true)}
    ${table(page, 'themes', themes, theme, threshold, true)}
    ${table(page, 'languages', language, (key) => nameIn(page, key), threshold, false)}
    <h2>${say('figures.macro')}</h2>
    ${CROSSED.map((dimension) => crossTable(page, dimension, numbers, theme))}
    <p class="hint">${say('figures.rounded')} ${say('figures.frozen', { day: releasedOn })} ${say('figures.notCounted')}</p>`
}

const few = ({ say }: Page, threshold: number): Html => html`<span class="few">${say('figures.hidden', { count: String(threshold) })}</span>`

function cell(page: Page, figure: Figure, threshold: number): Html {
  return figure.state === 'shown' ? html`${figure.people}` : few(page, threshold)
}

function measure(page: Page, one: Measure, threshold: number): Html {
  return one.state === 'shown' ? html`${page.say('figures.about', { count: String(one.about) })}` : few(page, threshold)
}

function table(page: Page, key: string, { people, rows, rest, several }: Table, name: (key: string) => string, threshold: number, whole: boolean): Html {
  const { say } = page
  const of = peopleIn(people)
  if (people.state !== 'shown') return html`<h2>${say(`figures.${key}`)}</h2><p>${say('figures.tooFew', { count: String(threshold) })}</p>`
  return html`<h2>${say(`figures.${key}`)}</h2>
    <p class="hint">n = ${of}${several && html`. ${say('figures.several')}`}</p>
    <table><thead><tr><th scope="col">${say('figures.item')}</th><th scope="col">${say('figures.ofPeople')}</th><th scope="col">${say('figures.share')}</th></tr></thead>
    <tbody>${rows.filter(({ figure }) => whole || figure.state === 'shown').map((row) => line(page, name(row.key), row.figure, of, threshold))}
    ${rest === null ? null : line(page, say('figures.rest'), rest, of, threshold)}</tbody></table>`
}

function line(page: Page, name: string, figure: Figure, of: number, threshold: number, inner = false): Html {
  return html`<tr${inner && html` class="inner"`}><th scope="row">${name}</th><td>${cell(page, figure, threshold)}</td><td>${figure.state === 'shown' ? `${percent(figure.people, of)} %` : '–'}</td></tr>`
}

function crossTable(page: Page, dimension: CrossedBy, numbers: Numbers, theme: (key: string) => string): Html {
  const { say, language } = page
  const { threshold, people } = numbers
  const rows = numbers.crossed[dimension]
  const name = (key: string) => (dimension === 'nationality' ? new Intl.DisplayNames([language === 'tl' ? 'fil' : language], { type: 'region' }).of(key) ?? key : keyName(language === 'ja' ? 'ja' : 'en', dimension, key))
  if (rows.length === 0) return html`<h3>${say(`figures.${dimension}`)}</h3><p>${say('figures.tooFew', { count: String(threshold) })}</p>`
  return html`<h3>${say(`figures.${dimension}`)}</h3>
    <table><thead><tr><th scope="col">${say('figures.item')}</th><th scope="col">${say('figures.ofPeople')}</th><th scope="col">${say('figures.share')}</th></tr></thead>
    <tbody>${rows.flatMap((row) => [
      line(page, name(row.key), row.people, peopleIn(people), threshold),
      ...row.cells.filter(({ figure }) => figure.state === 'shown').map((one) => line(page, theme(one.theme), one.figure, peopleIn(row.people), threshold, true)),
    ])}</tbody></table>`
}

function nameIn({ nameOf, language }: Page, key: string): string {
  return LANGUAGES.find((one) => one === key) === undefined ? keyName(language === 'ja' ? 'ja' : 'en', 'language', key) : nameOf(LANGUAGES.find((one) => one === key) ?? language)
}
