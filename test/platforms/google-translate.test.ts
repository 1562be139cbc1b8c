// The stand-in of Cloud Translation behaves as Google does, driven by Google's own client over REST.
import { v3 } from '@google-cloud/translate'
import { GoogleAuth, PassThroughClient } from 'google-auth-library'
import { createBackoffSettings, createRetryOptions } from 'google-gax'
import { expect, onTestFinished, test } from 'vitest'
import { startGoogleTranslate, type GoogleTranslateOptions } from './google-translate.ts'

const parent = 'projects/p/locations/global'
const plain = { parent, mimeType: 'text/plain', targetLanguageCode: 'en' }
/** gRPC codes, which the client throws instead of HTTP's. */
const code = { invalid: 3, deadline: 4, notFound: 5, denied: 7, exhausted: 8, unavailable: 14 }

async function start(options: GoogleTranslateOptions = {}) {
  const google = await startGoogleTranslate(options)
  const client = new v3.TranslationServiceClient({
    fallback: 'rest', protocol: 'http', apiEndpoint: google.host, port: google.port,
    auth: new GoogleAuth({ authClient: new PassThroughClient(), projectId: 'p' }),
  })
  onTestFinished(async () => {
    await client.close()
    await google.close()
  })
  type Request = NonNullable<Parameters<typeof client.translateText>[0]>
  const translate = async (request: Request) => {
    const [{ translations }] = await client.translateText({ ...plain, ...request })
    return (translations ?? []).map(({ translatedText }) => translatedText)
  }
  return { google, client, translate }
}

const refused: [string, object, string][] = [
  ['no text', { contents: [] }, 'contents'],
  ['1,025 texts', { contents: Array.from({ length: 1025 }, () => 'a') }, 'contents'],
  ['more than 30,000 code points', { contents: ['🍎'.repeat(20_000), 'a'.repeat(10_001)] }, 'contents'],
  ['an unknown target', { contents: ['a'], targetLanguageCode: 'xx' }, 'targetLanguageCode'],
  ['zh-Hans, which is no code of NMT', { contents: ['a'], targetLanguageCode: 'zh-Hans' }, 'targetLanguageCode'],
  ['the obsolete code of Indonesian', { contents: ['a'], targetLanguageCode: 'in' }, 'targetLanguageCode'],
  ['an unknown source', { contents: ['a'], sourceLanguageCode: 'und' }, 'sourceLanguageCode'],
  ['a source that is the target', { contents: ['a'], sourceLanguageCode: 'EN' }, 'targetLanguageCode'],
  ['a source that is the target by another code', { contents: ['a'], sourceLanguageCode: 'tl', targetLanguageCode: 'fil' }, 'targetLanguageCode'],
  ['another kind of text', { contents: ['a'], mimeType: 'text/markdown' }, 'mimeType'],
  ['a model of another place', { contents: ['a'], model: 'projects/p/locations/us-central1/models/general/nmt' }, 'models'],
  ['a label in capitals', { contents: ['a'], labels: { Tenant: 'a' } }, 'labels.Tenant'],
]

test.each(refused)('refuses %s', async (_, request, field) => {
  const { google, translate } = await start()
  await expect(translate(request)).rejects.toMatchObject({ code: code.invalid })
  expect(google.refused).toMatchObject([{ status: 400, violations: [{ field }] }])
  expect(google.characters()).toBe(0)
})

test('refuses unknown fields and parameters, paths, projects and tokens', async () => {
  const { google } = await start({ project: 'p', token: 'secret' })
  const post = async (path: string, body: object, token = 'secret') => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    const response = await fetch(google.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    return response.status
  }
  const request = { contents: ['a'], targetLanguageCode: 'ja' }
  expect(await post(`/v3/${parent}:translateText`, request)).toBe(200)
  expect(await post(`/v3/${parent}:translateText`, { ...request, target: 'ja' })).toBe(400)
  expect(await post(`/v3/${parent}:translateText?key=abc`, request)).toBe(400)
  expect(await post(`/v3/${parent}:translateText`, request, 'wrong')).toBe(401)
  expect(await post('/v3/projects/q:translateText', request)).toBe(403)
  expect(await post(`/v3/${parent}/:translateText`, request)).toBe(404)
  expect(google.refused.map(({ status }) => status)).toEqual([400, 400, 401, 403, 404])
})

test('a glossary needs a region and has to exist', async () => {
  const { google, client, translate } = await start()
  const regional = 'projects/p/locations/us-central1'
  const glossaryConfig = { glossary: `${regional}/glossaries/desk` }
  await expect(translate({ contents: ['a'], glossaryConfig })).rejects.toMatchObject({ code: code.invalid })
  await expect(translate({ contents: ['a'], glossaryConfig, parent: regional })).rejects.toMatchObject({ code: code.notFound })
  google.glossaries.add(glossaryConfig.glossary)
  const [answer] = await client.translateText({ ...plain, contents: ['a'], glossaryConfig, parent: regional })
  expect(answer.glossaryTranslations).toMatchObject([{ translatedText: '[en] a', glossaryConfig }])
})

test('translates in order, by the script of the test where it has one', async () => {
  const { google, translate } = await start()
  google.translations.set('en:残業代', 'overtime pay')
  expect(await translate({ contents: ['こんにちは', '残業代', ''], sourceLanguageCode: 'ja' }))
    .toEqual(['[en] こんにちは', 'overtime pay', ''])
  expect(await translate({ contents: ['残業代'], sourceLanguageCode: 'ja', targetLanguageCode: 'fil' })).toEqual(['[fil] 残業代'])
  expect(google.requests[0]).toMatchObject({
    method: 'POST', path: `/v3/${parent}:translateText`, body: { contents: ['こんにちは', '残業代', ''] }, status: 200,
  })
  expect(google.characters()).toBe(11)
})

test('plain text stays as it is; without a kind it is HTML and comes back with entities', async () => {
  const { client, translate } = await start()
  const contents = ["It's <b>5 & 6</b>\n< 7"]
  expect(await translate({ contents })).toEqual(["[en] It's <b>5 & 6</b>\n< 7"])
  const [{ translations }] = await client.translateText({ parent, contents, targetLanguageCode: 'en' })
  expect(translations).toMatchObject([{ translatedText: '[en] It&#39;s <b>5 &amp; 6</b> &lt; 7' }])
})

test('without a source the language is detected, and nothing is translated into itself', async () => {
  const { google, client } = await start()
  google.detections.set('Magkano', { languageCode: 'tl', confidence: 0.9 })
  const [{ translations }] = await client.translateText({ ...plain, contents: ['給料はいくら', 'Magkano', 'hello'], targetLanguageCode: 'fil' })
  expect(translations).toMatchObject([
    { translatedText: '[fil] 給料はいくら', detectedLanguageCode: 'ja' },
    { translatedText: 'Magkano', detectedLanguageCode: 'tl' },
    { translatedText: '[fil] hello', detectedLanguageCode: 'und' },
  ])
  const [withSource] = await client.translateText({ ...plain, contents: ['給料'], sourceLanguageCode: 'ja', model: `${parent}/models/general/nmt` })
  expect(withSource.translations).toMatchObject([{ detectedLanguageCode: '', model: 'projects/123456789/locations/global/models/general/nmt' }])
})

test('detects one language per text and lists what it can translate', async () => {
  const { google, client } = await start()
  const [{ languages }] = await client.detectLanguage({ parent, content: 'လစာ', mimeType: 'text/plain' })
  expect(languages).toMatchObject([{ languageCode: 'my', confidence: 1 }])
  const [list] = await client.getSupportedLanguages({ parent, displayLanguageCode: 'ja' })
  expect(list.languages).toContainEqual(
    expect.objectContaining({ languageCode: 'vi', displayName: 'ベトナム語', supportSource: true, supportTarget: true }),
  )
  const codes = list.languages?.map(({ languageCode }) => languageCode)
  expect(codes).toEqual(expect.arrayContaining(['ja', 'en', 'zh-CN', 'zh-TW', 'fil', 'tl', 'id', 'my', 'pt-BR', 'es']))
  await expect(client.getSupportedLanguages({ parent, displayLanguageCode: 'xx-xx-' })).rejects.toMatchObject({ code: code.invalid })
  expect(google.refused).toHaveLength(1)
})

test('503 so many times, then an answer to whoever asks again', async () => {
  const { google, client } = await start()
  google.faults = [{ on: 'translateText', status: 503, times: 2 }]
  const retry = createRetryOptions([code.unavailable], createBackoffSettings(10, 2, 50, 5000, 1, 5000, 10000))
  const [{ translations }] = await client.translateText({ ...plain, contents: ['a'] }, { timeout: 3000, retry })
  expect(translations).toHaveLength(1)
  expect(google.requests.map(({ status }) => status)).toEqual([503, 503, 200])
  expect(google.refused).toEqual([])
})

test('429, both forms of 403, a cut connection, a late answer', async () => {
  const { google, client, translate } = await start()
  google.faults = [
    { on: 'translateText', status: 429, times: 1 },
    { on: 'translateText', status: 403, times: 1 },
    { on: 'translateText', status: 403, message: 'Daily Limit Exceeded', reason: 'dailyLimitExceeded', times: 1 },
    { on: 'translateText', status: 'cut', times: 1 },
    { on: 'detectLanguage', delayMs: 400, times: 1 },
  ]
  const contents = ['a']
  await expect(translate({ contents })).rejects.toMatchObject({ code: code.exhausted, message: expect.stringContaining('Quota exceeded') })
  await expect(translate({ contents })).rejects.toMatchObject({ code: code.denied })
  await expect(translate({ contents })).rejects.toMatchObject({ code: code.denied, message: expect.stringContaining('Daily Limit Exceeded') })
  await expect(translate({ contents })).rejects.toThrow()
  expect(google.requests.at(-1)?.status).toBe('cut')
  await expect(client.detectLanguage({ parent, content: 'a' }, { timeout: 100 })).rejects.toMatchObject({ code: code.deadline })
  expect(await translate({ contents })).toEqual(['[en] a'])
})

test('a wrong number of translations', async () => {
  const { google, translate } = await start()
  google.faults = [1, 3].map((count) => ({ on: 'translateText', count, times: 1 }))
  expect(await translate({ contents: ['a', 'b'] })).toEqual(['[en] a'])
  expect(await translate({ contents: ['a', 'b'] })).toHaveLength(3)
  expect(await translate({ contents: ['a', 'b'] })).toHaveLength(2)
})
