// GET /.well-known/security.txt (RFC 9116): whom to tell of a weakness.
import { Router } from 'express'
import type { Runtime } from '../runtime.ts'
import { HttpRefusal } from './errors.ts'

/** The file must say how long it is good; whoever reads it reads what is configured now. */
const GOOD_FOR = 180 * 86_400_000

export function securityContact({ config: { securityContact: contact, publicUrl }, now }: Pick<Runtime, 'config' | 'now'>): Router {
  const router = Router()
  router.get('/.well-known/security.txt', (_request, response) => {
    if (contact === null) throw new HttpRefusal(404, 'not_found')
    const lines = [`Contact: ${contact}`, `Expires: ${new Date(now().getTime() + GOOD_FOR).toISOString()}`, 'Preferred-Languages: ja, en', `Canonical: ${publicUrl}/.well-known/security.txt`]
    response.type('text/plain').set('cache-control', 'public, max-age=3600').send(`${lines.join('\n')}\n`)
  })
  return router
}
