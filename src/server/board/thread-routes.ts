// Private threads of the mutual help board: begun from a post, gone on with, agreed on, ended and reported.
import type { Response, Router } from 'express'
import { LONGEST, REPORT_REASONS } from '../../board/kinds.ts'
import type { Sign } from '../../board/kinds.ts'
import { DAY_MS } from '../../hours/timetable.ts'
import { newFor } from '../../store/board-members.ts'
import { findPost } from '../../store/board-posts.ts'
import { reportLine } from '../../store/board-reports.ts'
import { beginThread, block, findThread, insertLine, linesOf, markRead, sayInThread, threadAbout, timesWritten } from '../../store/board-threads.ts'
import type { ThreadRow } from '../../store/board-threads.ts'
import type { Visitor } from './door.ts'
import { fieldsOf, isId } from './fields.ts'
import { link } from './frame.ts'
import { emergencyText, judge, tellDesk } from './judging.ts'
import { dangerPage, sentencePage } from './member-pages.ts'
import { postPage } from './post-pages.ts'
import { isEnough, writerOf } from './post-routes.ts'
import type { Writer } from './post-routes.ts'
import { readLines, readPosts } from './reading.ts'
import type { Board } from './routes.ts'
import { threadPage } from './thread-page.ts'

const MOST_LINES = 200
/** The same words to a third person within a week are no private answer any more. */
const REPEATED = { times: 2, days: 7 } as const

export function threadRoutes(router: Router, board: Board): void {
  const { runtime, threads, visitor: visit } = board
  const { db, newId, now } = runtime
  const writer = writerOf(board)
  const gone = (response: Response, visitor: Visitor) => void response.status(404).type('html').send(sentencePage(visitor, visitor.page.say('board.gone')))
  const thread = async (visitor: Visitor, id: string) => (visitor.member && isId(id) ? findThread(db, visitor.member.id, id, now()) : null)

  router.post('/board/posts/:id/reply', async (request, response) => {
    const by = await writer(request, response)
    if (!by) return
    const { visitor, member, fields } = by
    const post = isId(request.params.id) ? await findPost(db, member.id, request.params.id, now()) : null
    if (!post || post.member_id === member.id || post.state !== 'published') return gone(response, visitor)
    const begun = await threadAbout(db, member.id, post.id)
    const known = begun === null ? null : await findThread(db, member.id, begun, now())
    if (known) return add(response, by, known)
    const refuse = async (status: number, key: string): Promise<void> => {
      const read = await readPosts(runtime, [post], visitor.page.language)
      response.status(status).type('html').send(postPage(visitor, { post, read: read.get(post.id) ?? { type: 'own', text: post }, badges: [], thread: null, wasReported: false, help: null, reply: { id: newId(), text: fields.text } }, { error: visitor.page.say(key) }))
    }
    const wrong = wrongIn(fields.text)
    if (wrong !== null) return refuse(400, wrong)
    if (await isEnough(board, member, 'threads') || await isEnough(board, member, 'lines')) return refuse(429, 'board.fault.today')
    const judged = judge(runtime, fields.text, visitor.page.language)
    if (judged.danger === null && judged.signs.includes('contact')) return refuse(400, 'board.contactRefused')
    const id = await beginThread(db, { id: newId(), post: post.id, member: member.id, now: now() })
    await keep(response, by, id, judged)
  })

  router.get('/board/threads/:id', async (request, response) => {
    const visitor = await visit(request)
    const opened = await thread(visitor, request.params.id)
    if (!visitor.member || !opened) return gone(response, visitor)
    await markRead(db, visitor.member.id, opened.id, now())
    response.type('html').send(await shown({ ...visitor, news: await newFor(db, visitor.member.id) }, opened, ''))
  })
  router.post('/board/threads/:id', async (request, response) => {
    const by = await writer(request, response)
    if (!by) return
    const opened = await thread(by.visitor, request.params.id)
    if (!opened) return gone(response, by.visitor)
    await add(response, by, opened)
  })
  router.post('/board/threads/:id/act', async (request, response) => {
    const visitor = await visit(request)
    const opened = await thread(visitor, request.params.id)
    if (!visitor.member || !opened) return gone(response, visitor)
    const { act } = fieldsOf(request)
    if (act === 'block' || act === 'unblock') await block(db, visitor.member.id, opened.other_id, act === 'block')
    else if (visitor.active && act === 'thank') await sayInThread(db, opened, 'thank', true)
    else if (visitor.active && (act === 'agree' || act === 'unagree')) await sayInThread(db, opened, 'agree', act === 'agree')
    response.redirect(303, link(visitor, `/board/threads/${opened.id}`))
  })
  router.post('/board/threads/:id/report', async (request, response) => {
    const visitor = await visit(request)
    const opened = await thread(visitor, request.params.id)
    const { line, reason, text } = fieldsOf(request)
    if (!visitor.member || !opened || !isId(line)) return gone(response, visitor)
    await reportLine(db, line, { id: newId(), member: visitor.member.id, reason: REPORT_REASONS.find((one) => one === reason) ?? 'other', text: text.slice(0, LONGEST.report), now: now() })
    response.type('html').send(await shown(visitor, opened, '', { note: visitor.page.say('board.reportSent') }))
  })

  /** A line in a thread that there is already. */
  async function add(response: Response, by: Writer, opened: ThreadRow): Promise<void> {
    const { visitor, member, fields } = by
    const refuse = async (status: number, key: string) => void response.status(status).type('html').send(await shown(visitor, opened, fields.text, { error: visitor.page.say(key) }))
    if (opened.silent) return refuse(409, 'board.silent')
    const wrong = wrongIn(fields.text)
    if (wrong !== null) return refuse(400, wrong)
    if (await isEnough(board, member, 'lines')) return refuse(429, 'board.fault.today')
    const judged = judge(runtime, fields.text, visitor.page.language)
    const agreed = opened.asker_agrees && opened.poster_agrees
    if (judged.danger === null && judged.signs.includes('contact') && !agreed) return refuse(400, 'board.contactRefused')
    await keep(response, by, opened.id, agreed ? { ...judged, signs: judged.signs.filter((sign) => sign !== 'contact') } : judged)
  }

  async function keep(response: Response, { visitor, member, code, fields }: Writer, id: string, { language, signs, danger }: ReturnType<typeof judge>): Promise<void> {
    const text = fields.text.trim()
    const repeated = await timesWritten(db, member.id, text, new Date(now().getTime() - REPEATED.days * DAY_MS)) >= REPEATED.times
    const all: readonly Sign[] = repeated ? [...signs, 'repeated'] : signs
    const line = isId(fields.id) ? fields.id : newId()
    await insertLine(db, { id: line, thread: id, member: member.id, text, language, state: danger !== null || all.length > 0 ? 'held' : 'sent', signs: all, danger, now: now() })
    if (danger === null) return response.redirect(303, link(visitor, `/board/threads/${id}`))
    await tellDesk(runtime, threads, { code, form: line, language: visitor.page.language, text })
    response.type('html').send(dangerPage(visitor, emergencyText(runtime, danger, visitor.page.language)))
  }

  async function shown(visitor: Visitor, opened: ThreadRow, text: string, told: { readonly error?: string; readonly note?: string } = {}): Promise<string> {
    const lines = await linesOf(db, visitor.member?.id ?? '', opened.id, MOST_LINES)
    const read = await readLines(runtime, lines.filter(({ member_id: by }) => by === opened.other_id), visitor.page.language)
    return threadPage(visitor, { thread: opened, lines: lines.map((line) => ({ line, read: read.get(line.id) ?? { type: 'own', text: line.text } })), next: { id: newId(), text } }, told)
  }
}

function wrongIn(text: string): string | null {
  if (text.trim() === '') return 'inquiry.empty'
  return text.length > LONGEST.line ? 'chat.tooLong' : null
}
