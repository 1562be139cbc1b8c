// What the desk holds of somebody, as a page and as data: in their language, without a script, with nobody else in it.
import { asWorkerSees } from '../../cases/as-worker-sees.ts'
import type { OwnCase } from '../../cases/as-worker-sees.ts'
import { fold } from '../../cases/case.ts'
import { ownText } from '../../gateway/own-words.ts'
import type { Content } from '../../gateway/content.ts'
import { isFactName } from '../../people/facts.ts'
import type { Held, OwnFact, OwnLine } from '../../store/own-copy.ts'
import { framed } from '../inquiry/frame.ts'
import type { Page } from '../inquiry/frame.ts'
import { html } from '../inquiry/html.ts'
import type { Html } from '../inquiry/html.ts'
import { factWords } from './fact-words.ts'

const frame = (page: Page, address: string) => ({ heading: page.say('mydata.page.title'), address: `${address}?lang=`, isOpen: false, exit: true })

export function landingPage(page: Page, address: string): string {
  return framed(page, frame(page, address), html`<form method="post" action="${address}?lang=${page.language}"><p>${page.say('mydata.page.intro')}</p><button type="submit">${page.say('mydata.page.open')}</button></form>`)
}

export function overPage(page: Page, address: string): string {
  return framed(page, frame(page, address), html`<p>${page.say('mydata.page.over')}</p>`)
}

export function copyPage(page: Page, address: string, { lines, facts, cases }: Held, content: Content, now: Date): string {
  const { say, language } = page
  const own = ownCases(cases, now)
  const section = (key: string, inside: Html) => html`<h2>${say(`mydata.page.${key}`)}</h2>${inside}`
  return framed(page, frame(page, address), html`
    <p>${say('mydata.page.intro')}</p>
    <form method="post" action="${address}?lang=${language}"><input type="hidden" name="do" value="json"><button type="submit">${say('mydata.page.file')}</button></form>
    ${section('facts', facts.length === 0 ? html`<p>${say('mydata.page.none')}</p>` : html`<dl>${facts.map((fact) => html`<dt>${fieldName(page, fact)}</dt><dd>${factWords(fact, page)}</dd>`)}</dl>`)}
    ${own.length > 0 && section('cases', html`${paragraphs(ownText('standing', own, false, language, content))}${paragraphs(ownText('summary', own, false, language, content))}`)}
    ${own.length > 0 && section('others', paragraphs(ownText('told', own, false, language, content)))}
    ${section('said', html`<ul>${lines.map((line) => html`<li><small>${stamp(line.at)} ${line.channel} – ${say(`mydata.page.${whoIn(line)}`)}</small><br>${inLines(lineText(line, page))}</li>`)}</ul>`)}
    ${section('handled', paragraphs(say('mydata.processors')))}`)
}

/** The same as data, for who wants to take it elsewhere. */
export function copyData({ lines, facts, cases }: Held, now: Date): object {
  return {
    made: now.toISOString(),
    facts: Object.fromEntries(facts.map(({ field, value }) => [field, JSON.parse(value)])),
    lines: lines.map(({ channel, at, author, kind, text, read }) => ({ channel, at: at.toISOString(), by: author === 'worker' ? 'you' : author === 'counsellor' ? 'counsellor' : 'guide', kind, text, ...(read !== null && { read }) })),
    cases: ownCases(cases, now).map(({ since, theme, stage, closedOn, summary, consents, told }) => ({ since, theme, stage, closedOn, summary, consents, told })),
  }
}

function ownCases(cases: Held['cases'], now: Date): OwnCase[] {
  return cases.map(({ id, owner_name, events }) => asWorkerSees(id, fold(events), owner_name, now))
}

const stamp = (at: Date) => new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
const whoIn = ({ author }: OwnLine) => (author === 'worker' ? 'you' : author === 'counsellor' ? 'counsellor' : 'guide')
const lineText = ({ kind, text, read }: OwnLine, { say }: Page) => read ?? (text === '' && kind !== 'text' ? say('mydata.page.kept') : text)
const inLines = (text: string): Html => html`${text.split('\n').map((part, i) => html`${i > 0 && html`<br>`}${part}`)}`
const paragraphs = (text: string): Html => html`${text.split('\n').map((line) => html`<p>${line}</p>`)}`
const fieldName = ({ say }: Page, { field }: OwnFact) => (isFactName(field) ? say(`mydata.fact.${field}`) : field)
