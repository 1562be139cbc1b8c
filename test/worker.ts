// A worker in the web chat, for tests about what the desk answers.
import type { TestDesk } from './desk.ts'
import { eventually } from './desk.ts'

interface Shown { readonly id: string; readonly text: string; readonly from: { readonly role: string }; readonly suggestedActions?: { readonly actions: readonly { readonly value: string; readonly title: string }[] } }

export interface TestWorker {
  /** Says something and waits for what the desk answers. */
  say(text: string): Promise<string>
  /** Taps a button by its value. */
  tap(value: string): Promise<string>
  /** The texts since the last answer. */
  buttons(): readonly string[]
  readonly id: string
}

/** `code`: of the link by which they came. */
export async function worker(desk: TestDesk, locale: string, code?: string): Promise<TestWorker> {
  const call = async <T>(path: string, token: string | null, body?: object): Promise<T> => {
    const response = await fetch(`${desk.url}/v3/directline${path}`, {
      method: body === undefined ? 'GET' : 'POST', headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`the web chat answered ${response.status}: ${await response.text()}`)
    return await response.json() as T
  }
  const { conversationId, token } = await call<{ conversationId: string; token: string }>('/conversations', null, { locale, ...(code !== undefined && { code }) })
  const at = `/conversations/${conversationId}/activities`
  let [count, seen, shown] = [0, 0, [] as readonly Shown[]]
  const answered = async () => {
    const lines = await eventually(async () => {
      const all = (await call<{ activities: Shown[] }>(at, token)).activities.filter(({ from }) => from.role === 'bot')
      return all.length > seen && all
    })
    shown = lines.slice(seen)
    seen = lines.length
    return shown.map(({ text }) => text).join('\n')
  }
  await answered()
  return {
    id: conversationId,
    async say(text) {
      await call(at, token, { type: 'message', text, channelData: { clientActivityID: `c${++count}` } })
      return answered()
    },
    async tap(value) {
      await call(at, token, { type: 'message', value, text: value, channelData: { clientActivityID: `c${++count}`, postBack: true } })
      return answered()
    },
    buttons: () => shown.flatMap(({ suggestedActions }) => suggestedActions?.actions.map(({ value }) => value) ?? []),
  }
}
