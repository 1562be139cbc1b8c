// What the workers of the benchmark write: questions that an article answers, in nine languages, no two alike.
import { createHmac } from 'node:crypto'

export const SECRET = 'bench-channel-secret'
export const TOKEN = 'bench-channel-access-token'

/** `#` becomes a number, so that nothing can be gained by remembering a text. */
export const QUESTIONS = [
  '給料が払われていません。#か月待っています。', '残業代が#時間分払われません', 'パスポートを会社に取られました #', '#月に会社をやめたいです。どうすればいいですか',
  'My company has not paid my salary for # months', 'I worked # hours of overtime without pay', '公司拖欠工资#个月了怎么办', '老板拿走了我的护照 #',
  'Công ty chưa trả lương cho em # tháng rồi', 'Em muốn chuyển việc sau # tháng được không', 'Hindi pa po binabayaran ang sahod ko ng # buwan', 'Kinuha ng amo ko ang passport ko #',
  'Gaji saya belum dibayar selama # bulan', 'Paspor saya ditahan perusahaan sejak # bulan', 'လစာ # လ မရသေးပါဘူး', 'ပတ်စပို့ကို ကုမ္ပဏီက သိမ်းထားတယ် #',
  'A empresa não pagou meu salário há # meses', 'No me han pagado el salario de # meses',
] as const

/** Everybody writes in one language, and always something else. */
export function textOf(user: number, n: number): string {
  return (QUESTIONS[user % QUESTIONS.length] ?? '').replace('#', String(n))
}

/** `mark` is unique in a run and comes back with the reply: as LINE's reply token, or as the id of the activity that is answered. */
export interface Posted { readonly mark: string; readonly request: Buffer }
export type Protocol = 'line' | 'botframework'

/** The whole HTTP request for the n-th message of a run. */
export function requestOf(protocol: Protocol, run: string, n: number, user: number, to: { readonly port: number; readonly platform: string }): Posted {
  const mark = `${run}-${n}`
  const body = JSON.stringify(protocol === 'line' ? lineBody(mark, n, user, run) : activity(mark, n, user, to.platform))
  const signature = protocol === 'line' ? `x-line-signature: ${createHmac('sha256', SECRET).update(body).digest('base64')}\r\n` : ''
  const path = protocol === 'line' ? '/webhooks/line' : '/api/messages'
  const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${to.port}\r\ncontent-type: application/json\r\n${signature}content-length: ${Buffer.byteLength(body)}\r\n\r\n`
  return { mark, request: Buffer.from(head + body) }
}

function lineBody(mark: string, n: number, user: number, run: string): object {
  return {
    destination: `U${'0'.repeat(32)}`,
    events: [{
      type: 'message', mode: 'active', timestamp: Date.now(), webhookEventId: `01BENCH${run}${n}`, replyToken: mark, deliveryContext: { isRedelivery: false },
      source: { type: 'user', userId: `U${user.toString(16).padStart(32, '0')}` },
      message: { id: `${Date.now()}${n}`, type: 'text', quoteToken: 'q', text: textOf(user, n) },
    }],
  }
}

function activity(mark: string, n: number, user: number, platform: string): object {
  return {
    type: 'message', id: mark, timestamp: new Date().toISOString(), serviceUrl: platform, channelId: 'emulator', text: textOf(user, n),
    from: { id: `user-${user}` }, recipient: { id: 'bot' }, conversation: { id: `conversation-${user}` },
  }
}
