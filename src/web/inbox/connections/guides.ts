// The way to each connection, step by step; the sentences stand in the locales under connect.guide.<kind>.<step>.
import type { ConnectionKind } from '../../../server/api/connections.ts'

/** What one does in a step, besides what stands there to read. */
export type Part = 'public' | 'settings' | 'mail' | 'webhook' | 'verify' | 'install' | 'hello'

export interface Step {
  readonly name: string
  readonly part?: Part
  /** Findings that belong to it: it is done once all of them are fine. */
  readonly checks?: readonly string[]
  readonly links?: readonly string[]
  /** Not all of it can be seen from here: it is never shown as done. */
  readonly unseen?: true
  /** Comes to its turn only once the connection stands. */
  readonly after?: true
}

export const GUIDES: Readonly<Record<ConnectionKind, readonly Step[]>> = {
  line: [
    { name: 'address', part: 'public', checks: ['address'] },
    { name: 'account', links: ['https://entry.line.biz/', 'https://manager.line.biz/'] },
    { name: 'api', links: ['https://manager.line.biz/'] },
    { name: 'keys', part: 'settings', checks: ['account', 'secret'], links: ['https://developers.line.biz/console/'] },
    { name: 'webhook', part: 'webhook', checks: ['webhook', 'test'], after: true },
    { name: 'switches', checks: ['use', 'mode'], unseen: true, links: ['https://developers.line.biz/console/', 'https://manager.line.biz/'], after: true },
    { name: 'menus', part: 'install', after: true },
    { name: 'hello', part: 'hello', after: true },
  ],
  messenger: [
    { name: 'address', part: 'public', checks: ['address'] },
    { name: 'app', links: ['https://developers.facebook.com/apps/'] },
    { name: 'keys', part: 'settings', checks: ['account', 'secret'] },
    { name: 'webhook', part: 'verify', after: true },
    { name: 'menus', part: 'install', checks: ['subscription'], after: true },
    { name: 'review', after: true },
    { name: 'hello', part: 'hello', after: true },
  ],
  email: [
    { name: 'mailbox' },
    { name: 'keys', part: 'mail', checks: ['smtp', 'imap'] },
    { name: 'sender', part: 'settings', checks: ['sender'], after: true },
    { name: 'arrive', after: true },
    { name: 'hello', part: 'hello', after: true },
  ],
  botframework: [
    { name: 'address', part: 'public', checks: ['address'] },
    { name: 'bot', links: ['https://portal.azure.com/'] },
    { name: 'keys', part: 'settings', checks: ['account'] },
    { name: 'webhook', part: 'webhook', after: true },
    { name: 'teams', links: ['https://admin.teams.microsoft.com/'], after: true },
    { name: 'hello', part: 'hello', after: true },
  ],
  google: [
    { name: 'project', links: ['https://console.cloud.google.com/'] },
    { name: 'key', links: ['https://console.cloud.google.com/iam-admin/serviceaccounts'] },
    { name: 'keys', part: 'settings', checks: ['word', 'burmese'] },
  ],
  libretranslate: [
    { name: 'server', links: ['https://github.com/LibreTranslate/LibreTranslate'] },
    { name: 'keys', part: 'settings', checks: ['word', 'burmese'] },
  ],
}

export const isConnection = (id: string): id is ConnectionKind => Object.hasOwn(GUIDES, id)

/** Those through which workers write. */
export const WAYS: readonly ConnectionKind[] = ['line', 'messenger', 'email', 'botframework']
