// The conversations behind private codes: begun, gone on with, and shown.
import { setTimeout as wait } from 'node:timers/promises'
import type { InboundEvent } from '../../../channels/contract.ts'
import type { Acceptor } from '../../gateway/accept.ts'
import { articleCode } from '../../knowledge/article-code.ts'
import { isLanguage, LANGUAGES } from '../../knowledge/languages.ts'
import type { Language } from '../../knowledge/languages.ts'
import type { Runtime } from '../../runtime.ts'
import { conversationAt, workersLines } from '../../store/conversations.ts'
import type { LoggedMessage } from '../../store/conversations.ts'
import { areTaken, noteOpened, saveInquiry } from '../../store/inquiries.ts'
import type { WebchatAccount } from '../direct-line/door.ts'
import { addressOfCode, eventOf, spelledCode } from './code.ts'
import { threadPage } from './pages.ts'
import type { ThreadLine } from './pages.ts'
import type { Page } from './frame.ts'

const LOOK_MS = 100
/** The guide answers within a moment, with emergency numbers where life is in danger: the page waits for it. */
const LOOKS = 50
/** Of the log, the last. */
const MOST_LINES = 1_000

export interface Threads {
  /** Becomes a conversation in which a person is asked for, about an article where they come from its page. The same form again changes nothing. */
  begin(code: string, form: string, language: Language, text: string, mail: { readonly email: string; readonly whole: boolean } | null, about: string | null): Promise<void>
  add(code: string, form: string, language: Language, said: { readonly text: string } | { readonly choice: string }): Promise<void>
  exists(code: string): Promise<boolean>
  show(page: Page, code: string, view: { readonly form: string; readonly isNew?: boolean; readonly message?: string; readonly error?: string }): Promise<string>
}

export function openThreads(runtime: Runtime, acceptor: Acceptor, account: WebchatAccount): Threads {
  const { db, content } = runtime
  const { secret } = account.config
  /** A question of the guide is asked while its buttons can be pressed. */
  const questions = new Set(LANGUAGES.flatMap((language) => Object.values(content.flow.nodes).flatMap((node) => (node.type === 'ask' ? [content.words(language, node.ask)] : []))))
  const isShown = (line: LoggedMessage, last: LoggedMessage | undefined) =>
    line.withdrawn_at === null && (line === last || line.author !== 'bot' || !questions.has(line.text))
  const conversationOf = (code: string) => conversationAt(db, account.id, addressOfCode(code, secret))
  /** Resolves once all of them have been answered, or after a while. */
  const accept = async (events: readonly InboundEvent[]) => {
    await acceptor.events(account, events)
    const ids = events.map(({ id }) => id)
    for (let looks = 0; looks < LOOKS && !(await areTaken(db, account.id, ids)); looks += 1) await wait(LOOK_MS)
  }
  const common = (code: string, language: Language) =>
    ({ person: addressOfCode(code, secret), at: runtime.now().toISOString(), redelivered: false, locale: language }) as const

  return {
    async begin(code, form, language, text, mail, about) {
      const id = eventOf(form, text, secret)
      const asked = eventOf(form, '', secret)
      const base = common(code, language)
      const from = about === null ? null : articleCode(about)
      const said: InboundEvent = { ...base, id, type: 'message', message: id, content: { type: 'text', text } }
      await accept(from === null
        ? [said, { ...base, id: asked, type: 'choice', value: 'person', message: asked, label: content.words(language, 'choice.person') }]
        : [{ ...base, id: asked, type: 'joined', code: from }, said])
      const conversation = await conversationOf(code)
      if (conversation) await saveInquiry(db, { conversation, email: mail?.email ?? null, whole: mail?.whole ?? false })
    },
    async add(code, form, language, said) {
      const id = eventOf(form, 'text' in said ? said.text : said.choice, secret)
      const base = { ...common(code, language), id, message: id }
      await accept(['text' in said ? { ...base, type: 'message', content: { type: 'text', text: said.text } } : { ...base, type: 'choice', value: said.choice }])
    },
    exists: async (code) => (await conversationOf(code)) !== null,
    async show(page, code, { form, isNew = false, message = '', error = null }) {
      const conversation = await conversationOf(code)
      const lines = conversation ? await workersLines(db, conversation, 0, MOST_LINES) : []
      const last = lines.at(-1)
      if (conversation && last) {
        await noteOpened(db, conversation, last.seq)
        await markRead(code, lines)
      }
      const choices = last && last.author !== 'worker' ? lines.findLast(({ author }) => author !== 'worker')?.content?.choices ?? [] : []
      return threadPage(page, {
        code, form, lines: lines.filter((line) => isShown(line, last)).map(lineOf), choices, isNew, message,
        unanswered: last === undefined || !lines.some(({ author }) => author !== 'worker'),
      }, spelledCode(code), error)
    },
  }

  /** The desk sees that the answer has been read. */
  async function markRead(code: string, lines: readonly LoggedMessage[]): Promise<void> {
    const answer = lines.findLast(({ author, read_at: read }) => author === 'counsellor' && read === null)
    if (!answer) return
    const person = addressOfCode(code, secret)
    await acceptor.events(account, [{
      id: `${person}|read ${answer.id}`, person, at: runtime.now().toISOString(), redelivered: false, type: 'status', status: 'read', messages: [answer.id],
    }])
  }
}

/** A counsellor's line is read in the worker's language. */
function lineOf({ author, text, language, translations, public_name: name, at }: LoggedMessage): ThreadLine {
  const read = author === 'counsellor' ? translations.find((one) => one.language !== 'ja') ?? { text, language } : { text, language }
  return {
    author: author === 'worker' ? 'you' : author === 'counsellor' ? 'counsellor' : 'bot',
    name: author === 'counsellor' ? name : null, text: read.text, language: read.language !== null && isLanguage(read.language) ? read.language : null, at,
  }
}
