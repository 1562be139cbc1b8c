// What is wrong between variables of the environment that are right by themselves.
import { z } from 'zod'

/** What is of use only together. */
const TOGETHER = [
  ['LINE_CHANNEL_SECRET', 'LINE_CHANNEL_ACCESS_TOKEN'],
  ['MESSENGER_APP_SECRET', 'MESSENGER_PAGE_TOKEN', 'MESSENGER_VERIFY_TOKEN'],
  ['BOTFRAMEWORK_APP_ID', 'BOTFRAMEWORK_APP_PASSWORD'],
  ['EMAIL_ADDRESS', 'EMAIL_SMTP_URL'],
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
  ['MEDIA_S3_BUCKET', 'MEDIA_S3_ACCESS_KEY_ID', 'MEDIA_S3_SECRET_ACCESS_KEY'],
]

export function halfConfigured(env: Record<string, unknown>): string[] {
  return TOGETHER.flatMap((names) => {
    const given = names.filter((name) => env[name])
    return given.length === 0 ? [] : names.filter((name) => !env[name]).map((name) => `${name}: is missing, while ${given.join(' and ')} is set`)
  })
}

/** Local mode takes everything from this machine: never beside a real bot, never where others come in. */
export function openDoors(env: Record<string, unknown>): string[] {
  if (env['BOTFRAMEWORK_LOCAL'] !== 'true') return []
  const url = z.url().safeParse(env['PUBLIC_URL']).data
  const isPublic = url !== undefined && !['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)
  return [
    ...(env['BOTFRAMEWORK_APP_ID'] ? ['BOTFRAMEWORK_LOCAL: is for the Emulator, and not possible while BOTFRAMEWORK_APP_ID is set'] : []),
    ...(isPublic ? ['BOTFRAMEWORK_LOCAL: is for this machine alone, while PUBLIC_URL is for others'] : []),
  ]
}
