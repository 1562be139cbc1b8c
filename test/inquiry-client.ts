// The inquiry form as a browser without scripts sends it, the desk behind it, and a mail server.
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { expect } from 'vitest'
import type { ConversationList, Thread } from '../src/server/api/inbox.ts'
import { freePort, signIn } from './desk.ts'
import type { TestDesk } from './desk.ts'

export interface Shown { readonly status: number; readonly html: string; readonly headers: Headers }

export async function ask(desk: TestDesk, path: string, fields?: Record<string, string>, headers: Record<string, string> = {}): Promise<Shown> {
  const response = await fetch(desk.url + path, fields ? { method: 'POST', body: new URLSearchParams(fields), headers } : { headers })
  return { status: response.status, html: await response.text(), headers: response.headers }
}

export const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll("'", '&#39;').replaceAll('"', '&quot;')
export const hidden = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ''
export const spelled = (page: string) => /class="spelled"[^>]*>([^<]+)</.exec(page)?.[1] ?? ''

export async function threads(desk: TestDesk) {
  const counsellor = await signIn(desk)
  const all = async () => {
    const { conversations } = await (await counsellor('/api/conversations?show=all')).json() as ConversationList
    return Promise.all(conversations.map(async ({ id }) => await (await counsellor(`/api/conversations/${id}`)).json() as Thread))
  }
  const say = async (id: string, text: string) => {
    await counsellor(`/api/conversations/${id}/take-over`, {})
    expect((await counsellor(`/api/conversations/${id}/replies`, { id: crypto.randomUUID(), text, asIs: true })).status).toBe(201)
  }
  return { all, say }
}

export interface Mail { readonly to: string; readonly subject: string; readonly text: string; readonly headers: ReadonlyMap<string, unknown> }

/** `refuse`: the code with which a mail is refused; null takes it. */
export async function startMailServer(refuse: () => number | null = () => null): Promise<{ url: string; mails: Mail[]; close(): Promise<void> }> {
  const mails: Mail[] = []
  const port = await freePort()
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        const code = refuse()
        if (code !== null) return done(Object.assign(new Error('not now'), { responseCode: code }))
        void simpleParser(Buffer.concat(chunks)).then(({ subject = '', text = '', headers }) => {
          mails.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), subject, text, headers })
          done()
        })
      })
    },
  })
  await new Promise<void>((done) => { server.listen(port, '127.0.0.1', done) })
  return { url: `smtp://127.0.0.1:${port}`, mails, close: () => new Promise<void>((done) => { server.close(() => done()) }) }
}
