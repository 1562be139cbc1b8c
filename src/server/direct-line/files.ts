// A worker's own file, to the page it came from: by an address that is signed and expires, as pictures carry no token.
import { setTimeout as wait } from 'node:timers/promises'
import type { Request, Response } from 'express'
import type { RateLimiterMemory } from 'rate-limiter-flexible'
import { z } from 'zod'
import { readFileToken } from '../../../channels/webchat/tokens.ts'
import type { Runtime } from '../../runtime.ts'
import { findOwnFile } from '../../store/webchat.ts'
import { passMedia } from '../media.ts'
import { DirectLineError, spend } from './door.ts'
import type { WebchatAccount } from './door.ts'

const LOOK_MS = 250
/** Looking at a photo takes a moment, at a long recording some seconds: until then the page waits. */
const LOOKS = 60

export async function serveFile(runtime: Runtime, { id: account, config }: WebchatAccount, reads: RateLimiterMemory, request: Request, response: Response): Promise<void> {
  const claims = readFileToken(z.string().optional().catch(undefined).parse(request.query['t']), config)
  if (!claims || claims.conv !== request.params['id'] || claims.file !== request.params['file']) {
    throw new DirectLineError(403, 'Forbidden', 'The address is wrong or has expired')
  }
  await spend(reads, claims.conv)
  const look = () => findOwnFile(runtime.db, account, claims.conv, claims.file)
  let file = await look()
  for (let looks = 1; file?.status === 'pending' && looks < LOOKS && !response.destroyed; looks += 1) {
    await wait(LOOK_MS)
    file = await look()
  }
  if (file?.status === 'pending') throw new DirectLineError(503, 'ServiceUnavailable', 'The file is still being looked at', 5)
  const { status, type } = file ?? {}
  if (!file || status !== 'stored' || !type || !(await passMedia(runtime.media, { ...file, type }, request, response, { 'cross-origin-resource-policy': 'cross-origin' }))) {
    throw new DirectLineError(404, 'NotFound', 'There is no such file')
  }
}
