// The effects of turns become rows: log lines, deliveries, states. Everything of a batch in one transaction.
import type { Content as Arrived, InboundEvent } from '../../channels/contract.ts'
import type { Account, Runtime } from '../runtime.ts'
import type { LineContent, MediaInsert, MessageInsert } from '../store/lines.ts'
import type { ConversationRow, TurnRows } from '../store/turns.ts'
import { termsOf } from '../contact/terms.ts'
import { isLanguage } from '../knowledge/languages.ts'
import { termsIn } from '../knowledge/terms.ts'
import { THEMES } from './article-file.ts'
import { linkCodeIn } from './link-code.ts'
import { selfCheckAnswered } from './case-signs.ts'
import type { Line } from './say.ts'
import { openWrites } from './sheet-writes.ts'
import type { ConversationState, Effect, Turn } from './turn.ts'

type Tools = Pick<Runtime, 'newId' | 'now' | 'translator' | 'said' | 'hashTerms'>

export interface TakenTurn { readonly event: InboundEvent; readonly turn: Turn }

/** What the store read, as the pure turn wants it. */
export function stateOf(row: ConversationRow): ConversationState {
  return {
    handling: row.handling,
    session: row.session,
    language: row.language !== null && isLanguage(row.language) ? row.language : null,
    languageChosen: row.language_chosen,
    danger: row.danger,
    reachable: row.reachable,
    waitingSince: row.waiting_since?.toISOString() ?? null,
    heardAt: row.heard_at?.toISOString() ?? null,
    held: row.held,
    entryCode: row.entry_code,
    contact: termsOf(row.contact),
    leftAt: row.left_at?.toISOString() ?? null,
    unconfirmedAt: row.unconfirmed_at?.toISOString() ?? null,
    toldClosedAt: row.told_closed_at?.toISOString() ?? null,
    opening: row.opening,
    staff: row.staff_id !== null,
    sheets: null,
  }
}

export function emptyRows(): TurnRows {
  return {
    conversations: [], deliveries: [], messages: [], media: [], translations: [], withdrawals: [], receipts: [], bounces: [], confirmations: [], joins: [], acts: [],
    agreements: [], leaves: [], releases: [], hidden: [], gaps: [], consultations: [], alarms: [], pagers: [], signals: [], words: [], codeUses: [], sayings: [], sheets: [],
  }
}

/** Adds to `rows` what the turns of one conversation, in order, lead to. */
export function collect(rows: TurnRows, row: ConversationRow, account: Account, turns: readonly TakenTurn[], { newId, now, translator, said, hashTerms }: Tools): void {
  const at = now().toISOString()
  const translates = translator !== null
  const sheets = openWrites(rows.sheets, newId)
  let seq = row.last_seq
  let handling = row.handling
  let code = row.entry_code
  let written: string | null = null
  for (const { event, turn } of turns) {
    let replyRight = event.replyRight ?? null
    for (const effect of turn.effects) {
      switch (effect.type) {
        case 'log': {
          const japanese = effect.language === 'ja' ? null : effect.japanese
          const terms = hashTerms(termsIn([effect.text, subjectOf(effect), japanese]))
          const line = { ...workerLine(effect, newId(), row.id, ++seq, event.at, translates), terms }
          rows.messages.push(line)
          written = line.id
          if (effect.hidden) {
            rows.hidden.push({ account_id: row.account_id, external_id: event.id })
            if (event.original) rows.media.push({ id: event.original, message_id: line.id, status: 'withdrawn', kind: 'file', name: null, source: null, reason: null })
          }
          if (japanese !== null) rows.translations.push({ message_id: line.id, language: 'ja', text: japanese, source: 'reviewed' })
          // A button that the guide answered is nothing that a person has to answer.
          const guided = turn.ofOwn || finishes(turn) || (effect.kind === 'choice' && handling === 'bot' && turn.state.handling === 'bot')
          if ((row.cased || effect.danger) && !effect.hidden && !guided) {
            const { text, kind, danger } = effect
            rows.signals.push({ conversation_id: row.id, by: 'worker', text: kind === 'text' ? text : null, danger, handOver: handling === 'bot' && turn.state.handling === 'waiting', answers: [], silent: handling !== 'bot' })
          }
          if (event.type === 'message' && event.content.type === 'media') rows.media.push(mediaOf(event.content, newId(), line.id))
          break
        }
        case 'logElsewhere':
          if (row.cased) rows.signals.push({ conversation_id: row.id, by: 'elsewhere', text: null, danger: null, handOver: false, answers: [], silent: true })
          rows.messages.push({ ...ourLine(newId(), row.id, ++seq, event.at), author: 'counsellor', text: effect.text, language: 'ja', external_id: effect.message, delivery_id: null, content: { elsewhere: true } })
          break
        case 'say': {
          const delivery = account.channel.send ? newId() : null
          if (delivery) rows.deliveries.push({ id: delivery, conversation_id: row.id, seq: seq + 1, reply_right: replyRight, urgent: effect.urgent })
          replyRight = null
          for (const line of effect.lines) {
            const id = newId()
            rows.messages.push({
              ...ourLine(id, row.id, ++seq, at), text: line.text, language: effect.language, delivery_id: delivery,
              content: contentOf(line, effect), said: said.entryOf([line.text, ...(effect.language === 'ja' ? [] : [line.japanese])]),
            })
            if (effect.language !== 'ja') rows.translations.push({ message_id: id, language: 'ja', text: line.japanese, source: 'reviewed' })
          }
          break
        }
        case 'withdraw':
          rows.withdrawals.push({ conversation_id: row.id, external_id: effect.message })
          break
        case 'receipt':
          rows.receipts.push({ conversation_id: row.id, status: effect.status, messages: effect.messages, until: effect.until, at: event.at })
          break
        case 'bounce':
          rows.bounces.push({ conversation_id: row.id, messages: effect.messages, reason: effect.reason })
          break
        case 'confirm':
          rows.confirmations.push({ delivery_id: effect.delivery, conversation_id: row.id, external_id: effect.message, part: effect.part, parts: effect.parts })
          break
        case 'join':
          rows.joins.push({ conversation_id: row.id, code: effect.proof.code, person_id: effect.proof.person, merge: newId(), at })
          break
        case 'act':
          rows.acts.push({ conversation_id: row.id, act: effect.act, code: effect.code, new_person: newId(), at })
          break
        case 'agree':
          rows.agreements.push({ conversation_id: row.id, terms: effect.terms, at: event.at })
          break
        case 'leave':
          rows.leaves.push({ conversation_id: row.id, seq })
          break
        case 'tell':
          rows.words.push({ conversation_id: row.id, person_id: row.person_id, tells: effect.tells, about: effect.about, text: effect.text })
          break
        case 'employer':
          if (written !== null) rows.sayings.push({ conversation_id: row.id, message_id: written, at: event.at })
          break
        case 'answer': {
          const { finished } = effect.change
          sheets.add(effect, { conversation_id: row.id, person_id: row.person_id, channel: account.channel.type, at: event.at })
          if (finished && finished.choices.length + Number(finished.wish) > 0) rows.signals.push(selfCheckAnswered(row.id, finished.choices, finished.wish ?? false))
          break
        }
        case 'release':
          rows.releases.push(row.id)
          break
        case 'raise':
          rows.alarms.push({ id: newId(), conversation_id: row.id, level: effect.level, at, grace: effect.graceMinutes })
          break
        case 'pager':
          rows.pagers.push({ conversation_id: row.id, code: effect.lost ? null : codeOf(event), lost: effect.lost })
          break
      }
    }
    handling = turn.state.handling
    // The one before is kept too, from whenever it is.
    if (turn.state.entryCode !== code) for (const one of [code, turn.state.entryCode]) if (one !== null) rows.codeUses.push({ conversation_id: row.id, code: one, at: event.at })
    code = turn.state.entryCode
  }
  const last = turns.at(-1)
  if (!last) return
  const { state } = last.turn
  const before = stateOf(row)
  rows.conversations.push({
    id: row.id, person_id: row.person_id, handling: state.handling, session: state.session, danger: state.danger, reachable: state.reachable,
    waiting_since: state.waitingSince, heard_at: state.heardAt, held: state.held, entry_code: state.entryCode,
    left_at: state.leftAt, unconfirmed_at: state.unconfirmedAt, told_closed_at: state.toldClosedAt, last_seq: seq,
    // Receipts and the like change nothing that anybody would look for by its time.
    last_at: seq > row.last_seq ? at : null,
    language: state.language, language_chosen: state.languageChosen,
    route: turns.findLast(({ event }) => event.route !== undefined)?.event.route ?? row.route,
    theme: turns.map(({ turn }) => themeOf(turn.state.session?.argument ?? null)).findLast((theme) => theme !== null) ?? null,
    new_menu: account.channel.showMenu !== undefined && (state.language !== before.language || state.contact.watched !== before.contact.watched),
  })
}

/** With the last answer of a questionnaire its cases are told of all of them. */
function finishes({ effects }: Turn): boolean {
  return effects.some((effect) => effect.type === 'answer' && effect.change.finished !== null)
}

/** What is kept of a line of ours beside its text; null where there is nothing. */
function contentOf({ choices, spoken }: Line, { discreet, urgent }: Effect & { type: 'say' }): LineContent | null {
  const content = { ...(choices.length > 0 && { choices }), ...(spoken !== undefined && { spoken }), ...(discreet && { discreet: true }), ...(urgent && { urgent: true }) }
  return Object.keys(content).length > 0 ? content : null
}

/** A flow stands at a topic, `labour.unpaid-wages`, at a page of a theme, `labour/1`, or at neither. */
function themeOf(argument: string | null): string | null {
  return THEMES.find((theme) => argument?.split(/[./]/)[0] === theme) ?? null
}

function codeOf(event: InboundEvent): string | null {
  return event.type === 'message' && event.content.type === 'text' ? linkCodeIn(event.content.text) : null
}

function workerLine(effect: Effect & { type: 'log' }, id: string, conversation: string, seq: number, at: string, translates: boolean): MessageInsert {
  return {
    id, conversation_id: conversation, seq, author: 'worker', kind: effect.kind, text: effect.text, language: effect.language, external_id: effect.message,
    content: effect.content, danger: effect.danger, delivery_id: null, at,
    translate: translates && !effect.hidden && effect.kind === 'text' && effect.language !== 'ja' && effect.text !== '',
  }
}

/** Of a mail. */
function subjectOf({ content }: Effect & { type: 'log' }): string | null {
  return content && 'subject' in content && typeof content.subject === 'string' ? content.subject : null
}

function ourLine(id: string, conversation: string, seq: number, at: string) {
  return { id, conversation_id: conversation, seq, author: 'bot', kind: 'text', external_id: null, danger: null, translate: false, at }
}

function mediaOf({ media, name, source }: Arrived & { type: 'media' }, id: string, message: string): MediaInsert {
  return {
    id, message_id: message, kind: media, name: name ?? null, source: source ?? null,
    ...(source === undefined ? { status: 'refused', reason: 'elsewhere' } : { status: 'pending', reason: null }),
  }
}
