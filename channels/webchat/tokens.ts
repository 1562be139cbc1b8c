// The rights a page holds: to its one conversation, to open its stream once, to see one of its own files for some hours.
import jwt from 'jsonwebtoken'
import { z } from 'zod'

export const WebchatConfig = z.object({
  /** Signs the tokens. */
  secret: z.string().min(32),
})
export type WebchatConfig = z.infer<typeof WebchatConfig>

/** `user` begins with `dl_`: Web Chat then refuses to let the page choose another one. `origins`: only pages of these sites may use it. */
export const Claims = z.object({
  user: z.string().startsWith('dl_'),
  conv: z.string().min(1),
  origins: z.array(z.string()).optional(),
  use: z.never().optional(),
})
export type Claims = z.infer<typeof Claims>

const StreamClaims = Claims.extend({ use: z.literal('stream'), jti: z.string().min(1) })
export type StreamClaims = z.infer<typeof StreamClaims>

const FileClaims = z.object({ use: z.literal('file'), file: z.uuid(), conv: z.string().min(1) })
export type FileClaims = z.infer<typeof FileClaims>

/** A worker comes back after days for the counsellor's answer; each visit renews the token. */
export const TOKEN_SECONDS = 30 * 86_400
/** Clients connect at once. */
const STREAM_SECONDS = 60
/** A page that stays open for a day asks again when it reconnects. */
const FILE_SECONDS = 12 * 3_600

export function issueToken({ user, conv, origins }: Claims, config: WebchatConfig): string {
  return sign({ user, conv, ...(origins && { origins }) }, config, TOKEN_SECONDS)
}

/** The claims of a token that is genuine and not expired; null otherwise. */
export function readToken(token: string | undefined, config: WebchatConfig): Claims | null {
  return read(Claims, token, config)
}

/** `id` is nobody else's: by it the credential is spent. */
export function issueStreamToken({ user, conv, origins }: Claims, id: string, config: WebchatConfig): string {
  return sign({ user, conv, ...(origins && { origins }), use: 'stream', jti: id }, config, STREAM_SECONDS)
}

export function readStreamToken(token: string | undefined, config: WebchatConfig): StreamClaims | null {
  return read(StreamClaims, token, config)
}

export function issueFileToken(file: string, conv: string, config: WebchatConfig): string {
  return sign({ use: 'file', file, conv }, config, FILE_SECONDS)
}

export function readFileToken(token: string | undefined, config: WebchatConfig): FileClaims | null {
  return read(FileClaims, token, config)
}

export function bearer(header: string | undefined): string | undefined {
  return /^Bearer (\S+)$/i.exec(header ?? '')?.[1]
}

function sign(claims: object, { secret }: WebchatConfig, seconds: number): string {
  return jwt.sign(claims, secret, { algorithm: 'HS256', expiresIn: seconds })
}

function read<T>(shape: z.ZodType<T>, token: string | undefined, { secret }: WebchatConfig): T | null {
  try {
    return shape.parse(jwt.verify(token ?? '', secret, { algorithms: ['HS256'] }))
  } catch {
    return null
  }
}
