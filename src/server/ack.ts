// GET /ack/<token>: the page a call leads to, on any phone, without a script and without signing in. Only the button (POST) takes the alarm:
// mail scanners and chat apps open links by themselves.
import { createHash } from 'node:crypto'
import { Router } from 'express'
import type { Request, Response } from 'express'
import { acknowledge } from '../desk/acknowledge.ts'
import { pageIn, pageKey } from '../desk/page-link.ts'
import { inBoth } from '../notify/words.ts'
import type { PageWord } from '../notify/words.ts'
import type { Runtime } from '../runtime.ts'
import { pageOf } from '../store/pages.ts'
import type { PageRow } from '../store/pages.ts'

const STYLE = `body{margin:0;padding:24px 16px;font:18px/1.6 sans-serif;text-align:center;background:#fff;color:#16211f}main{max-width:26em;margin:0 auto}h1{font-size:1.5em;line-height:1.35;margin:.6em 0}small{display:block;color:#4a5653}
button small,a small{color:inherit;font-size:.65em;font-weight:400}
button,a{display:block;box-sizing:border-box;width:100%;margin:1.2em 0;padding:20px 12px;border:0;border-radius:12px;background:#9c1c1c;color:#fff;font:inherit;font-size:1.3em;font-weight:700;text-decoration:none}a{background:#0f5c50}
@media (prefers-color-scheme:dark){body{background:#101715;color:#eef3f1}small{color:#b3bfbb}}`
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

type Seen = { readonly status: number; readonly heading: PageWord; readonly name?: string; readonly button?: PageWord; readonly desk?: string }

export function ackPages(runtime: Runtime): Router {
  const router = Router()
  const find = async (request: Request): Promise<PageRow | Seen> => {
    const told = pageIn(await pageKey(runtime.db), String(request.params['token']), runtime.now())
    const page = told && await pageOf(runtime.db, told.page)
    if (!page) return { status: 404, heading: 'unknown' }
    return told.expired ? { status: 410, heading: 'expired' } : page
  }
  router.get('/ack/:token', async (request, response) => {
    const found = await find(request)
    show(response, 'heading' in found ? found : found.acknowledged_at === null ? { status: 200, heading: wordOf(found), button: found.kind === 'test' ? 'confirm' : 'button' } : afterwards(found))
  })
  router.post('/ack/:token', async (request, response) => {
    const found = await find(request)
    if ('heading' in found) return show(response, found)
    const result = await acknowledge(runtime, found)
    if (result === 'not_allowed') return show(response, { status: 403, heading: 'notAllowed' })
    show(response, afterwards(await pageOf(runtime.db, found.id) ?? found))
  })
  return router
}

const wordOf = ({ kind }: PageRow): PageWord => kind

/** Whose it is now. */
function afterwards(page: PageRow): Seen {
  if (page.kind === 'test') return { status: 200, heading: 'verified', desk: '/desk/on-call' }
  if (page.by_id === null) return { status: 200, heading: 'over', desk: '/desk' }
  if (page.by_id !== page.staff_id) return { status: 200, heading: 'taken', name: page.by_name ?? '', desk: '/desk' }
  return { status: 200, heading: 'mine', desk: page.conversation_id !== null ? `/desk/c/${page.conversation_id}` : page.case_id === null ? '/desk/on-call' : `/desk/cases/${page.case_id}` }
}

function show(response: Response, { status, heading, name = '', button, desk }: Seen): void {
  const both = (word: PageWord) => {
    const [japanese, english] = inBoth(word, { name }).map(escaped)
    return `${japanese}<small lang="en">${english}</small>`
  }
  response.status(status).set({ 'content-security-policy': POLICY, 'cache-control': 'no-store', 'x-robots-tag': 'noindex', 'content-type': 'text/html; charset=utf-8' }).send(`<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(inBoth('heading').join(' '))}</title><style>${STYLE}</style></head>
<body><main><h1>${both(heading)}</h1>${button ? `<form method="post"><button type="submit">${both(button)}</button></form>` : ''}${desk ? `<a href="${desk}">${both('desk')}</a>` : ''}</main></body></html>
`)
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
