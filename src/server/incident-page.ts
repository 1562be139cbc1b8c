// An incident as a page to print: in Japanese, in the order of the commission's report form.
import { dayInJapan } from '../hours/timetable.ts'
import { incidentForm as incident } from '../notify/words.ts'
import { clocksOf, FACT_FIELDS } from '../privacy/incident.ts'
import type { IncidentRow } from '../store/incidents.ts'
import { html } from './inquiry/html.ts'

export function incidentPage({ facts, knownAt, unlawful, preliminaryAt, finalAt, notifiedAt }: IncidentRow): string {
  const { preliminary, final } = clocksOf(knownAt, unlawful)
  const day = (at: Date | null) => (at === null ? incident.notYet : dayInJapan(at))
  return html`<!doctype html>
<html lang="ja">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${incident.pageTitle}</title><link rel="stylesheet" href="/inquiry/inquiry.css"></head>
<body><main>
  <h1>${incident.pageTitle}</h1>
  <p>${facts.title}</p>
  <dl>
    <dt>${incident.knownAt}</dt><dd>${dayInJapan(knownAt)}</dd>
    <dt>${incident.preliminaryDue}</dt><dd>${preliminary}（${incident.doneOn}: ${day(preliminaryAt)}）</dd>
    <dt>${incident.finalDue}</dt><dd>${final}（${incident.doneOn}: ${day(finalAt)}）</dd>
    <dt>${incident.people}</dt><dd>${facts.people === null ? incident.peopleUnknown : String(facts.people)}</dd>
    <dt>${incident.kinds}</dt><dd>${facts.kinds.length === 0 ? incident.noKind : facts.kinds.map((kind) => incident.kind[kind]).join('、')}</dd>
    ${FACT_FIELDS.map((field) => html`<dt>${incident.field[field]}</dt><dd>${facts[field] === '' ? incident.notYet : facts[field]}</dd>`)}
    <dt>${incident.notified}</dt><dd>${day(notifiedAt)}</dd>
  </dl>
</main></body></html>`.html
}
