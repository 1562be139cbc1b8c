// Words of messages to many: counts that may be hidden, faults, reasons, what a button leads to.
import i18next from 'i18next'
import ja from '../../../../locales/desk/ja.json'
import type { Fault } from '../../../outreach/message.ts'
import type { OutreachChoices } from '../../../server/api/outreach.ts'
import { languageName } from '../words.ts'

const has = <T extends object>(table: T, key: string): key is Extract<keyof T, string> => Object.hasOwn(table, key)

/** Null: some, fewer than five. */
export const people = (count: number | null) => (count === null ? i18next.t('outreach.few') : new Intl.NumberFormat(i18next.language).format(count))

/** Why somebody is not reached, or not yet; what a channel said stays as it is. */
export const reasonName = (reason: string) => (has(ja.outreach.reason, reason) ? i18next.t(`outreach.reason.${reason}`) : reason)

export function faultWords(fault: Fault): string {
  const values = { language: 'language' in fault ? languageName(fault.language) : '', named: 'named' in fault ? fault.named : '', address: 'address' in fault ? fault.address : '' }
  return i18next.t(`outreach.fault.${fault.type}`, values)
}

/** By what staff call it. */
export function buttonName(address: string, choices: OutreachChoices | undefined): string {
  const [node, argument = ''] = address.split(/:(.*)/s)
  if (node === 'answer') return choices?.topics.find(({ topic }) => topic === argument)?.title ?? argument
  if (node === 'questionnaire') return choices?.questionnaires.find(({ key }) => key === argument)?.title ?? argument
  return address === 'person' || address === 'noNews' ? i18next.t(`outreach.button.${address}`) : address
}
