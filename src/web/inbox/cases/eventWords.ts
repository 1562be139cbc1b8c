// What a line of the timeline says about its event, in words.
import type { CaseEvent } from '../../../cases/events.ts'
import { itemsTold } from '../../../cases/requests.ts'
import type { CaseState } from '../../../cases/state.ts'
import { dateName, exactly } from '../time.ts'
import { languageName } from '../words.ts'
import { named, numbered } from '../mediation/mediationWords.ts'
import { askWord } from '../partners/partnerWords.ts'
import { itemNames, ownerName, reasonWords, word, yen } from './caseWords.ts'

export function eventDetail(event: CaseEvent, names: Readonly<Record<string, string>>, { requests }: Pick<CaseState, 'requests'>): string {
  const partner = (id: string) => requests.find((one) => one.id === id)?.party.name ?? ''
  const severity = (one: string, reason: string) => `${one} ${word('severity', one)} · ${reasonWords(reason)}`
  switch (event.type) {
    case 'opened': return severity(event.severity, event.reason)
    case 'severityRaised':
    case 'severityLowered': return severity(event.severity, event.reason)
    case 'incidentMarked':
    case 'incidentUnmarked':
    case 'consentRevoked':
    case 'escalationAnswered':
    case 'reopened': return reasonWords(event.reason)
    case 'ownerChanged': return joined(event.owner.type === 'staff' ? ownerName({ id: event.owner.id, name: names[event.owner.id] ?? null }) : ownerName({ id: `team:${event.owner.team}`, name: null }), reasonWords(event.reason))
    case 'conflictsChecked': return joined(names[event.check.whom] ?? event.check.whom, event.check.companies.join(', '))
    case 'stageChanged': return joined(word('stage', event.stage), event.reason)
    case 'itemTicked': return `${event.done ? '✓' : '–'} ${word('item', event.item)}`
    case 'themeAdded':
    case 'themeRemoved': return event.theme
    case 'companyNamed': return joined(event.code, word('relations', event.relation))
    case 'contacted': return joined(event.contact.party === null ? word('askers', 'worker') : event.contact.party.name, word('ways', event.contact.way), event.contact.note)
    case 'deadlineSet': return joined(word('deadline', event.deadline.kind), dateName(event.deadline.day), event.deadline.note)
    case 'actorAdded': return joined(word('actor', event.actor.kind), event.actor.name)
    case 'needNoted': return joined(word('need', event.need.kind), word('needStatus', event.need.status))
    case 'wishNoted':
    case 'noted': return event.text
    case 'optionsOffered': return event.options.join(' / ')
    case 'optionChosen': return event.chosen
    case 'taskAdded': return joined(word('whats', event.task.kind), event.task.what, exactly(event.task.dueAt))
    case 'taskDone': return event.result
    case 'taskSnoozed': return joined(exactly(event.dueAt), event.reason)
    case 'clockSet': return joined(word('whats', event.clock), exactly(event.times.dueAt))
    case 'clockStopped':
    case 'clockWarned':
    case 'clockBreached': return word('whats', event.clock)
    case 'escalated': return word('escalated', event.to)
    case 'accompanimentDecided': return joined(word('how', event.decision.how), event.decision.reason)
    case 'consentGiven': return joined(event.consent.party.name, itemNames(event.consent.items))
    case 'disclosed': return joined(event.disclosure.party.name, itemNames(event.disclosure.items), reasonWords(event.disclosure.purpose))
    case 'closed': return joined(word('outcomes', event.closing.outcome), event.closing.withoutAgreement ?? '')
    case 'summaryWritten': return event.text
    case 'summaryChecked': return joined(languageName(event.language), event.text)
    case 'questionAsked': return word('questions', event.question)
    case 'questionPutOff': return joined(word('questions', event.question), exactly(event.until))
    case 'questionDropped': return joined(word('questions', event.question), word('dropped', event.reason))
    case 'rated': return `${event.rating} / 5`
    case 'commented': return event.text
    case 'solvedAnswered': return word('solvedAs', event.answer)
    case 'intakeNoted': return joined(named('items', event.item), named('states', event.note.state), event.note.note)
    case 'costSet': return joined(event.cost.what, yen(event.cost.amountYen), named('payers', event.cost.payer))
    case 'dossierIssued': return numbered(event.dossier.number)
    case 'mediationEnded': return joined(named('results', event.result.result), event.result.terms)
    case 'traitsNoted': return joined(event.traits.nationality, event.traits.prefecture, event.traits.industry)
    case 'requestMade': return joined(event.request.party.name, askWord('kind', event.request.kind), itemNames(itemsTold(event.request)))
    case 'requestOpened':
    case 'requestAccepted':
    case 'answerPassedOn': return partner(event.id)
    case 'requestDeclined':
    case 'requestWithdrawn': return joined(partner(event.id), event.reason)
    case 'requestAsked':
    case 'requestReplied': return joined(partner(event.id), event.text)
    case 'requestDone': return joined(partner(event.id), event.report, yen(event.costYen))
    case 'costRemoved':
    case 'standingAsked':
    case 'workerWrote':
    case 'deadlineRemoved':
    case 'actorRemoved':
    case 'taskMissed': return ''
  }
}

const joined = (...parts: readonly string[]) => parts.filter((part) => part !== '').join(' · ')
