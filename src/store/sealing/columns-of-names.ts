// Who somebody is, how they are reached, and what opens doors: sealed, so that a copy of the tables names nobody and lets nobody in.
import type { SealedColumn } from './columns.ts'

/** Settings that sign, or open, something. */
export const SECRET_SETTINGS = ['session-secret', 'webchat-secret', 'mail-secret', 'file-secret', 'page-key', 'push-keys'] as const
export type SecretSetting = (typeof SECRET_SETTINGS)[number]

const name = (table: string, column: string): SealedColumn => ({ table, column, kind: 'name' })
const text = (table: string, column: string): SealedColumn => ({ table, column, kind: 'text' })

export const NAMES: readonly SealedColumn[] = [
  name('conversation', 'address'),
  name('conversation', 'thread'),
  text('conversation', 'route'),
  name('automatic_answer', 'address'),
  { table: 'delivery', column: 'reply_right', kind: 'json', keys: ['token'] },
  name('link_code', 'code'),
  text('inquiry', 'email'),
  name('board_member', 'address'),
  text('partner_request', 'address'),
  text('body_reply', 'address'),
  { table: 'partner', column: 'entry', kind: 'json' },
  { table: 'partner_change', column: 'change', kind: 'json' },
  { table: 'body', column: 'entry', kind: 'json', keys: ['contact'] },
  { table: 'body_change', column: 'change', kind: 'json' },
  { table: 'body_submission', column: 'content', kind: 'json' },
  name('staff', 'email'),
  name('staff_session', 'token'),
  text('staff_session', 'ip_address'),
  text('staff_session', 'user_agent'),
  name('staff_verification', 'value'),
  name('staff_credential', 'account_id'),
  text('staff_credential', 'access_token'),
  text('staff_credential', 'refresh_token'),
  text('staff_credential', 'id_token'),
  text('staff_credential', 'password'),
  text('staff_two_factor', 'secret'),
  name('staff_two_factor', 'backup_codes'),
  text('staff_passkey', 'name'),
  name('staff_device', 'endpoint'),
  { table: 'staff_device', column: 'secrets', kind: 'json' },
  name('on_call_way', 'address'),
  { table: 'on_call_way', column: 'secrets', kind: 'json' },
  text('connection_setting', 'value'),
  text('connection_setting', 'replaced'),
  text('invitation', 'name'),
  name('invitation', 'email'),
  { table: 'setting', column: 'value', kind: 'json', where: `key IN (${SECRET_SETTINGS.map((key) => `'${key}'`).join(', ')})` },
]
