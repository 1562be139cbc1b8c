// A partner for a test: finds the link in what they were sent, opens it, and presses what the page offers, as browsers do.
import type { TestDesk } from './desk.ts'

export interface SeenPage { readonly status: number; readonly text: string; readonly headers: Headers }

/** The link a text holds, on the port the desk has. Empty where there is none. */
export function linkIn(desk: TestDesk, text: string): string {
  return /http\S+\/request\/[\w-]+/.exec(text)?.[0].replace(/^http:\/\/[^/]+/, desk.url) ?? ''
}

export async function look(link: string): Promise<SeenPage> {
  return seen(await fetch(link))
}

export async function press(link: string, fields: Readonly<Record<string, string>>): Promise<SeenPage> {
  return seen(await fetch(link, { method: 'POST', body: new URLSearchParams(fields) }))
}

/** Reports with a file, as the form of the page sends it. */
export async function report(link: string, fields: Readonly<Record<string, string>>, file: Blob, name: string): Promise<SeenPage> {
  const body = new FormData()
  for (const [field, value] of Object.entries({ do: 'finish', ...fields })) body.set(field, value)
  body.set('files', file, name)
  return seen(await fetch(link, { method: 'POST', body }))
}

async function seen(answer: Response): Promise<SeenPage> {
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}
