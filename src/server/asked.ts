// What the routes of a conversation share: whose it is, and what an action of the desk answered.
import { z } from 'zod'
import { HttpRefusal } from './errors.ts'
import type { Asked } from './guard.ts'

/** @throws HttpRefusal where the path names none */
export function idOf({ request }: Asked): string {
  const id = z.uuid().safeParse(request.params['id'])
  if (!id.success) throw new HttpRefusal(404, 'not_found')
  return id.data
}

/** Turns what a desk action answered into HTTP; `done` passes. */
export function done(result: string | null): object {
  if (result === null) throw new HttpRefusal(404, 'not_found')
  if (result === 'untranslated') throw new HttpRefusal(502, result)
  if (result !== 'done') throw new HttpRefusal(409, result)
  return {}
}
