// What a mail server's refusal means for a line: decided by codes (RFC 5321, 3463), never by words.
import { z } from 'zod'
import type { SendResult } from '../contract.ts'

type Failure = Extract<SendResult, { status: 'retry' | 'failed' }>

/** As nodemailer reports it. `command` is what was being said when it failed. */
const Fault = z.object({ code: z.string().catch(''), command: z.string().catch(''), responseCode: z.number().optional().catch(undefined), response: z.string().catch('') })

const MENDING_MS = 60_000
const LATER_MS = 60_000

/** `handedOver`: the server may have the mail, unless it answered otherwise. */
export function failureOf(error: unknown, handedOver: boolean): Failure {
  const { code, command, responseCode, response } = Fault.safeParse(error).data ?? { code: '', command: '', responseCode: undefined, response: '' }
  const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? (responseCode === undefined ? code || 'unknown' : String(responseCode))
  if (code === 'EAUTH' || responseCode === 530 || responseCode === 535) return retry(`access refused (${status})`, { afterMs: MENDING_MS, problem: 'access' })
  if (responseCode === undefined) return withoutAnswer(code, handedOver)
  if (responseCode === 421) return retry(`the server asks to wait (${status})`, { afterMs: LATER_MS, slow: true })
  if (responseCode < 500) return retry(responseCode === 450 || responseCode === 451 ? `the server asks to wait (${status})` : `temporary error (${status})`, { afterMs: LATER_MS })
  if (/^5\.(?:1\.[1236]|1\.10|2\.1)$/.test(status) || (command.startsWith('RCPT') && responseCode === 550 && status === '550')) return { ...failed(`this person cannot be reached (${status})`), gone: true }
  if (status === '5.2.2' || responseCode === 552) return failed(`the mailbox is full (${status})`)
  return failed(`refused (${status})`)
}

/** A connection lost before the mail was handed over delivered nothing. */
function withoutAnswer(code: string, handedOver: boolean): Failure {
  if (handedOver) return { status: 'retry', certain: false, reason: 'Mail: no answer', afterMs: LATER_MS }
  return code === 'EENVELOPE' ? failed('the address cannot be used') : retry('not reachable')
}

function retry(reason: string, more: Pick<Failure, 'afterMs' | 'problem' | 'slow'> = {}): Failure {
  return { status: 'retry', certain: true, reason: `Mail: ${reason}`, ...more }
}

function failed(reason: string): Failure {
  return { status: 'failed', certain: true, reason: `Mail: ${reason}` }
}
