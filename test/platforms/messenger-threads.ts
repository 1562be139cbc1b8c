// Who has a conversation: passing, taking, asking for and releasing it, with our app as the Page's default app or as one of many.
import type { z } from 'zod'
import type { Answer } from './http-server.ts'
import { paramError, type GraphError } from './messenger-errors.ts'
import { standardWindowMs, type MessengerMemory } from './messenger-memory.ts'
import { controlRequest, passRequest, releaseRequest } from './messenger-rules.ts'
import { graphId } from './messenger-text.ts'

export const threadEdges = ['pass_thread_control', 'take_thread_control', 'request_thread_control', 'release_thread_control'] as const

export interface ThreadDesk {
  readonly memory: MessengerMemory
  readonly appId: string
  /** Only the default app may take a conversation. */
  readonly defaultApp: boolean
  readonly now: () => Date
  refuse(error: GraphError): Answer
}

const done: Answer = { status: 200, body: { success: true } }

export function controlThread(edge: typeof threadEdges[number], body: unknown, desk: ThreadDesk): Answer {
  const { memory, appId } = desk
  const elsewhere = (psid: string) => ![null, appId].includes(memory.owner(psid))
  const notOurs = () => desk.refuse({ code: 10, message: '(#10) This app does not have control of the thread' })
  if (edge === 'pass_thread_control') {
    return checked(passRequest, body, desk, ({ recipient, target_app_id }) => {
      if (elsewhere(recipient.id)) return notOurs()
      memory.give(recipient.id, target_app_id)
      return done
    })
  }
  if (edge === 'release_thread_control') {
    return checked(releaseRequest, body, desk, ({ recipient }) => {
      if (memory.owner(recipient.id) !== appId) return notOurs()
      memory.give(recipient.id, null)
      return done
    })
  }
  return checked(controlRequest, body, desk, ({ recipient }) => {
    if (edge === 'request_thread_control') return done
    if (!desk.defaultApp) return desk.refuse({ code: 10, message: '(#10) Only the default app may take control of a thread' })
    memory.give(recipient.id, appId)
    return done
  })
}

export function threadOwner(psid: string | null, desk: ThreadDesk): Answer {
  const asked = graphId.safeParse(psid ?? undefined)
  if (!asked.success) return desk.refuse({ code: 100, message: '(#100) The parameter recipient is required' })
  const owner = desk.memory.owner(asked.data)
  if (owner === null) return { status: 200, body: { data: [] } }
  const quiet = desk.memory.silence(asked.data) ?? 0
  const expiration = Math.floor((desk.now().getTime() - quiet + standardWindowMs) / 1000)
  return { status: 200, body: { data: [{ thread_owner: { app_id: owner, expiration } }] } }
}

function checked<Schema extends z.ZodType>(schema: Schema, body: unknown, desk: ThreadDesk, accept: (request: z.output<Schema>) => Answer): Answer {
  const request = schema.safeParse(body ?? {})
  return request.success ? accept(request.data) : desk.refuse(paramError(request.error))
}
