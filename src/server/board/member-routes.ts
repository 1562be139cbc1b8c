// Joining the mutual help board, coming back to it, one's own page, and leaving.
import type { Router } from 'express'
import { standingAt } from '../../board/member.ts'
import { nicknameFault, nicknameKey } from '../../board/nickname.ts'
import { addMember, leaveBoard, memberAt, noteTold, tellings } from '../../store/board-members.ts'
import { postsOf } from '../../store/board-posts.ts'
import { threadsOf } from '../../store/board-threads.ts'
import { addressOfCode, codeIn, codeOf } from '../inquiry/code.ts'
import { formIn, newForm } from '../inquiry/routes.ts'
import { remember, signOut } from './door.ts'
import type { Visitor } from './door.ts'
import { fieldsOf } from './fields.ts'
import { link } from './frame.ts'
import { joinedPage, joinPage, minePage, sentencePage } from './member-pages.ts'
import type { Board } from './routes.ts'

const MOST_LISTED = 50

export function memberRoutes(router: Router, { runtime, account, threads, within, visitor: visit, badges }: Board): void {
  const { db, config, content, newId, now } = runtime
  const addressFor = (code: string) => addressOfCode(code, account.config.secret)
  const fresh = () => ({ form: newForm(), nickname: '', adult: false, accept: false })
  /** As they are from now on. */
  const entered = async (visitor: Visitor, code: string): Promise<Visitor> => {
    const member = await memberAt(db, addressFor(code))
    return { ...visitor, member, code, active: member !== null && standingAt({ state: member.state, until: member.suspended_until, askedBy: member.close_asked_by }, now()) === 'active' }
  }

  router.get('/board/join', async (request, response) => void response.type('html').send(joinPage(await visit(request), fresh())))
  router.post('/board/join', async (request, response) => {
    const visitor = await visit(request)
    const { page: { say, language } } = visitor
    const fields = fieldsOf(request)
    const [form, nickname] = [formIn(fields) ?? newForm(), fields.nickname.normalize('NFC').trim().replace(/\s+/g, ' ')]
    const refuse = (status: number, key: string) => void response.status(status).type('html').send(joinPage(visitor, { form, nickname, adult: fields.adult !== '', accept: fields.accept !== '' }, say(key)))
    if (fields.website !== '') return refuse(400, 'inquiry.leaveEmpty')
    if (fields.adult === '' || fields.accept === '') return refuse(400, 'board.needBoth')
    const fault = nicknameFault(nickname, content.board)
    if (fault !== null) return refuse(400, `board.fault.${fault}`)
    if (!(await within('joins', request))) return refuse(429, 'board.fault.today')
    const code = codeOf(form, account.config.secret)
    const added = await addMember(db, { id: newId(), address: addressFor(code), nickname, key: nicknameKey(nickname), language, now: now() })
    // The same form, sent twice, is the same member.
    if (!added && (await memberAt(db, addressFor(code)))?.nickname !== nickname) return refuse(409, 'board.fault.taken')
    remember(response, code, config.publicUrl)
    response.type('html').send(joinedPage(await entered(visitor, code), code))
  })
  router.post('/board/enter', async (request, response) => {
    const visitor = await visit(request)
    const code = await within('codes', request) ? codeIn(fieldsOf(request).code) : null
    if (code === null || !(await memberAt(db, addressFor(code)))) return void response.status(404).type('html').send(joinPage(visitor, fresh(), visitor.page.say('board.wrongCode')))
    remember(response, code, config.publicUrl)
    response.redirect(303, link(visitor, '/board/me'))
  })
  router.post('/board/out', async (request, response) => {
    const visitor = await visit(request)
    signOut(response, config.publicUrl)
    response.redirect(303, link(visitor, '/board'))
  })

  router.get('/board/me', async (request, response) => {
    const visitor = await visit(request)
    const { member, code } = visitor
    if (!member || code === null) return response.redirect(303, link(visitor, '/board/join'))
    const [posts, own, told, earned, hasDesk] = await Promise.all([postsOf(db, member.id, MOST_LISTED), threadsOf(db, member.id, MOST_LISTED, now()), tellings(db, member.id, MOST_LISTED), badges([member.id]), threads.exists(code)])
    await noteTold(db, member.id, now())
    response.type('html').send(minePage(visitor, { posts, threads: own, tellings: told, badges: earned.get(member.id) ?? [], hasDesk }, member.nickname))
  })
  router.post('/board/leave', async (request, response) => {
    const visitor = await visit(request)
    if (visitor.member) await leaveBoard(db, visitor.member.id, now())
    signOut(response, config.publicUrl)
    response.type('html').send(sentencePage({ ...visitor, member: null, code: null, answered: false, news: 0 }, visitor.page.say('board.left')))
  })
}
