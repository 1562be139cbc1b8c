// Stands where LINE and Messenger would: takes everything that is sent and shows it to nobody.
import { createServer } from 'node:http'
import type { Config } from '../../config.ts'

export interface Platforms { readonly url: string; close(): Promise<void> }

export function startPlatforms(): Promise<Platforms> {
  let count = 0
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const id = `demo-${++count}`
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ sentMessages: [{ id }], message_id: id, recipient_id: 'demo', type: 'limited', value: 5_000, totalUsage: 412, data: [], displayName: '見本の窓口', basicId: '@madoguchi', chatMode: 'bot', active: true }))
    })
  })
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      done({
        url: `http://127.0.0.1:${port}`,
        close: () => new Promise((closed) => {
          server.closeAllConnections()
          server.close(() => closed())
        }),
      })
    })
  })
}

/** The same desk in a folder of its own, on platforms that are none: a real account is never touched, a real database never filled. */
export function demoConfig(config: Config, folder: string, url: string): Config {
  return {
    ...config, role: 'all', dataDir: folder, databaseUrl: null, redisUrl: null, botframework: null, email: null, bucket: null, oidc: null, translation: { ...config.translation, provider: null, masks: false }, auditKey: null,
    line: { channelSecret: 'demo', channelAccessToken: 'demo', apiBase: url, dataBase: url },
    messenger: { appSecret: 'demo', pageToken: 'demo', verifyToken: 'demo', graphBase: url },
  }
}
