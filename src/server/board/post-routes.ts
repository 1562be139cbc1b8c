// Posts of the mutual help board: written, read, changed, liked, answered and reported.
import type { Request, Response, Router } from 'express'
import { LIMITS, REPORT_REASONS, LONGEST } from '../../board/kinds.ts'
import type { Limited } from '../../board/kinds.ts'
import { actOnOwn, OWN_ACTS, stateOfChanged, stateOfNew } from '../../board/post.ts'
import { dayInJapan, startOfDay } from '../../hours/timetable.ts'
import { isKnown, usedSince } from '../../store/board-members.ts'
import type { MemberRow } from '../../store/board-members.ts'
import { changePost, deletePost, findPost, insertPost, likePost, moveOwnPost } from '../../store/board-posts.ts'
import type { PostRow } from '../../store/board-posts.ts'
import { hasReported, reportPost } from '../../store/board-reports.ts'
import { threadAbout } from '../../store/board-threads.ts'
import type { Visitor } from './door.ts'
import { draftOf, fieldsOf, isId, postIn } from './fields.ts'
import type { Fields } from './fields.ts'
import { link } from './frame.ts'
import { emergencyText, helpFor, judge, tellDesk } from './judging.ts'
import { dangerPage, sentencePage } from './member-pages.ts'
import { draftPage, postPage } from './post-pages.ts'
import type { Draft } from './post-pages.ts'
import { readPosts } from './reading.ts'
import type { Board } from './routes.ts'

/** What a member who may write at this moment is; otherwise the page has been answered. */
export interface Writer { readonly visitor: Visitor; readonly member: MemberRow; readonly code: string; readonly fields: Fields }

export function writerOf({ visitor: visit }: Board) {
  return async (request: Request, response: Response): Promise<Writer | null> => {
    const visitor = await visit(request)
    const { member, code, active, page: { say } } = visitor
    if (member && code !== null && active) return { visitor, member, code, fields: fieldsOf(request) }
    response.status(403).type('html').send(sentencePage(visitor, say(member ? 'board.pausedNow' : 'board.joinToWrite')))
    return null
  }
}

/** Whether a member has done something often enough for today, in Japan. */
export async function isEnough({ runtime: { db, now } }: Board, member: MemberRow, what: Limited): Promise<boolean> {
  const used = await usedSince(db, member.id, startOfDay(dayInJapan(now())))
  return used[what] >= LIMITS[what][isKnown(member) ? 'known' : 'new']
}

export function postRoutes(router: Router, board: Board): void {
  const { runtime, threads, visitor: visit } = board
  const { db, newId, now } = runtime
  const writer = writerOf(board)
  const gone = (response: Response, visitor: Visitor) => void response.status(404).type('html').send(sentencePage(visitor, visitor.page.say('board.gone')))
  const found = async (visitor: Visitor, request: Request): Promise<PostRow | null> => {
    const id = String(request.params['id'])
    return isId(id) ? findPost(db, visitor.member?.id ?? null, id, now()) : null
  }

  router.get('/board/new', async (request, response) => {
    const visitor = await visit(request)
    if (!visitor.member) return response.redirect(303, link(visitor, '/board/join'))
    if (!visitor.active) return void response.status(403).type('html').send(sentencePage(visitor, visitor.page.say('board.pausedNow')))
    response.type('html').send(draftPage(visitor, { id: newId(), revision: '', kind: 'offer', category: 'life', title: '', text: '', place: '', starts: '', days: '30' }))
  })
  router.get('/board/posts/:id', async (request, response) => {
    const visitor = await visit(request)
    const post = await found(visitor, request)
    if (!post) return gone(response, visitor)
    response.type('html').send(await shown(visitor, post, { note: request.query['done'] === 'report' ? visitor.page.say('board.reportSent') : request.query['done'] === 'post' && post.state === 'published' ? visitor.page.say('board.posted') : null }))
  })
  router.get('/board/posts/:id/edit', async (request, response) => {
    const visitor = await visit(request)
    const post = await found(visitor, request)
    if (!post || post.member_id !== visitor.member?.id || !visitor.active) return gone(response, visitor)
    response.type('html').send(draftPage(visitor, draftOf(post)))
  })

  router.post('/board/posts', async (request, response) => {
    const by = await writer(request, response)
    if (!by) return
    const draft = draftFrom(by.fields, isId(by.fields.id) ? by.fields.id : newId(), '')
    const refuse = (status: number, key: string) => void response.status(status).type('html').send(draftPage(by.visitor, draft, by.visitor.page.say(key)))
    const post = postIn(draft, now())
    if (typeof post === 'string') return refuse(400, post)
    if (await isEnough(board, by.member, 'posts')) return refuse(429, 'board.fault.today')
    const judged = judge(runtime, `${post.title}\n${post.text}`, by.visitor.page.language)
    const state = stateOfNew({ signs: judged.signs, danger: judged.danger !== null, approved: by.member.approved })
    await insertPost(db, { ...post, ...judged, id: draft.id, member: by.member.id, state, now: now() })
    await written(response, by, draft, judged.danger)
  })
  router.post('/board/posts/:id', async (request, response) => {
    const by = await writer(request, response)
    if (!by) return
    const before = await found(by.visitor, request)
    if (!before || before.member_id !== by.member.id) return gone(response, by.visitor)
    const draft = draftFrom(by.fields, before.id, by.fields.revision)
    const refuse = (status: number, key: string) => void response.status(status).type('html').send(draftPage(by.visitor, draft, by.visitor.page.say(key)))
    const post = postIn(draft, now())
    if (typeof post === 'string') return refuse(400, post)
    const judged = judge(runtime, `${post.title}\n${post.text}`, by.visitor.page.language)
    const state = stateOfChanged(before.state, { signs: judged.signs, danger: judged.danger !== null, approved: by.member.approved })
    const changed = state !== null && await changePost(db, { ...post, ...judged, id: before.id, member: by.member.id, state, revision: Number.parseInt(draft.revision, 10) || 0, now: now() })
    if (!changed) return refuse(409, 'board.fault.changed')
    await written(response, by, draft, judged.danger)
  })

  router.post('/board/posts/:id/act', async (request, response) => {
    const visitor = await visit(request)
    const post = await found(visitor, request)
    if (!visitor.member || !post) return gone(response, visitor)
    const { act } = fieldsOf(request)
    const own = OWN_ACTS.find((one) => one === act)
    if (post.member_id === visitor.member.id && act === 'remove') {
      await deletePost(db, visitor.member.id, post.id, now())
      return response.redirect(303, link(visitor, '/board/me'))
    }
    const to = own && post.member_id === visitor.member.id && visitor.active ? actOnOwn(post.state, own) : null
    if (to !== null) await moveOwnPost(db, visitor.member.id, post.id, post.state, to)
    if (act === 'like' && visitor.active) await likePost(db, visitor.member.id, post.id)
    response.redirect(303, link(visitor, `/board/posts/${post.id}`))
  })
  router.post('/board/posts/:id/report', async (request, response) => {
    const visitor = await visit(request)
    const post = await found(visitor, request)
    if (!visitor.member || !post) return gone(response, visitor)
    const { reason, text } = fieldsOf(request)
    await reportPost(db, post.id, { id: newId(), member: visitor.member.id, reason: REPORT_REASONS.find((one) => one === reason) ?? 'other', text: text.slice(0, LONGEST.report), now: now() })
    response.type('html').send(sentencePage(visitor, visitor.page.say('board.reportSent')))
  })

  /** What follows a post: help where there is danger, otherwise the post as it stands. */
  async function written(response: Response, { visitor, code }: Writer, { id, title, text }: Draft, danger: Parameters<typeof emergencyText>[1] | null): Promise<void> {
    const { language } = visitor.page
    if (danger === null) return response.redirect(303, link(visitor, `/board/posts/${id}?done=post`))
    await tellDesk(runtime, threads, { code, form: id, language, text: `${title}\n${text}` })
    response.type('html').send(dangerPage(visitor, emergencyText(runtime, danger, language)))
  }

  async function shown(visitor: Visitor, post: PostRow, told: { readonly note: string | null }): Promise<string> {
    const { member, page: { language } } = visitor
    const [read, badges, thread, wasReported] = await Promise.all([readPosts(runtime, [post], language), board.badges([post.member_id]), member ? threadAbout(db, member.id, post.id) : null, member ? hasReported(db, member.id, post.id) : false])
    const isOwn = member?.id === post.member_id
    return postPage(visitor, {
      post, read: read.get(post.id) ?? { type: 'own', text: post }, badges: badges.get(post.member_id) ?? [], thread, wasReported, reply: { id: newId(), text: '' },
      help: isOwn && post.kind === 'request' ? helpFor(runtime, `${post.title}\n${post.text}`, language) : null,
    }, told)
  }
}

function draftFrom({ kind, category, title, text, place, starts, days }: Fields, id: string, revision: string): Draft {
  return { id, revision, kind, category, title, text, place, starts, days }
}
