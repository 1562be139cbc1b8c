// Files on Bot Framework: a person may write any address into an attachment, and the desk must not go there, nor show its token.
import { afterEach, expect, test, vi } from 'vitest'
import { botframework } from '../channels/botframework/index.ts'
import { sourceText } from '../channels/botframework/media.ts'
import { BotFrameworkConfig } from '../channels/botframework/wire.ts'
import { readConfig } from '../src/config.ts'
import { startBotFramework } from './platforms/botframework.ts'

const ending: (() => Promise<void>)[] = []
afterEach(async () => {
  vi.restoreAllMocks()
  for (const end of ending.splice(0)) await end()
})

async function open() {
  const service = await startBotFramework()
  ending.push(() => service.close())
  return { service, config: BotFrameworkConfig.parse(readConfig([], service.env).botframework) }
}

const fetchMedia = (config: BotFrameworkConfig, url: string, serviceUrl: string) => botframework.fetchMedia?.(sourceText({ url, serviceUrl }), config, AbortSignal.timeout(60_000))
const SMBA = 'https://smba.trafficmanager.net/jp/'

test.each([
  'http://169.254.169.254/latest/meta-data/', 'http://127.0.0.1:5432/', 'http://localhost/', 'https://example.org/x.png', 'https://smba.trafficmanager.net.example.org/x',
  'https://other.trafficmanager.net/x', 'https://sharepoint.com.example.org/x', 'https://notsharepoint.com/x', 'https://x.sharepoint.com:8443/x', 'http://x.sharepoint.com/x',
  'https://a:b@smba.trafficmanager.net/x', 'ftp://smba.trafficmanager.net/x', 'file:///etc/passwd', 'data:image/png;base64,AAAA', 'not an address',
])('%s is not asked', async (url) => {
  const { config } = await open()
  const fetched = vi.spyOn(globalThis, 'fetch')
  expect(await fetchMedia(config, url, SMBA)).toEqual({ status: 'gone', reason: 'not an address of the platform' })
  expect(fetched).not.toHaveBeenCalled()
})

test.each([
  ['of the service itself', 'https://smba.trafficmanager.net/jp/v3/attachments/1/views/original', true],
  ['of the connector\'s store', 'https://jp-api.asm.skype.com/v1/objects/1/views/imgo', true],
  ['of a person\'s own files', 'https://contoso-my.sharepoint.com/download?tempauth=1', false],
  ['of a web client', 'https://directline.botframework.com/attachments/1', false],
])('an address %s is asked, with the token only where it belongs', async (_, url, withToken) => {
  const { service, config } = await open()
  const real = globalThis.fetch
  const asked: [string, string | null][] = []
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (address, init) => {
    if (String(address).startsWith(service.url)) return real(address, init)
    asked.push([String(address), new Headers(init?.headers).get('authorization')])
    return new Response('bytes')
  })
  expect(await fetchMedia(config, url, SMBA)).toMatchObject({ status: 'ready' })
  expect(asked).toEqual([[url, withToken ? `Bearer ${service.granted[0]}` : null]])
})

test('a redirect away from the platform is not followed, and one within it is', async () => {
  const { config } = await open()
  const to = (location: string) => new Response(null, { status: 302, headers: { location } })
  const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => to('http://127.0.0.1:5432/'))
  expect(await fetchMedia(config, 'https://x.sharepoint.com/a', SMBA)).toMatchObject({ status: 'gone' })
  expect(fetched).toHaveBeenCalledTimes(1)
  fetched.mockImplementation(async (address) => (String(address).endsWith('/a') ? to('/b') : new Response('bytes')))
  expect(await fetchMedia(config, 'https://x.sharepoint.com/a', SMBA)).toMatchObject({ status: 'ready' })
  fetched.mockImplementation(async () => to('/a'))
  await expect(fetchMedia(config, 'https://x.sharepoint.com/a', SMBA)).rejects.toThrow('too many redirects')
})

test('what is no longer served is gone, and a failure is tried again', async () => {
  const { service, config } = await open()
  expect(await fetchMedia(config, `${service.url}/v3/attachments/none/views/original`, service.serviceUrl)).toEqual({ status: 'gone', reason: 'no longer served (404)' })
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response(null, { status: 500 }))
  await expect(fetchMedia(config, 'https://x.sharepoint.com/a', SMBA)).rejects.toThrow('media not served (500)')
})

test('the Emulator\'s files come from this machine alone, without a token', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response('bytes'))
  expect(await fetchMedia({ type: 'local' }, 'http://localhost:63000/v3/attachments/1', 'http://localhost:63000')).toMatchObject({ status: 'ready' })
  expect(new Headers(fetched.mock.calls[0]?.[1]?.headers).has('authorization')).toBe(false)
  for (const url of ['https://x.sharepoint.com/a', 'http://localhost:5432/', 'https://example.org/']) {
    expect(await fetchMedia({ type: 'local' }, url, 'http://localhost:63000')).toMatchObject({ status: 'gone' })
  }
})
