// What every translation provider keeps, each over real sockets against its stand-in. Refusals first.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createGoogle } from '../../src/language/google.ts'
import { glossaryOf, readGlossary } from '../../src/language/glossary.ts'
import { createLibreTranslate } from '../../src/language/libretranslate.ts'
import type { Translator } from '../../src/language/translator.ts'
import { startGoogleTranslate } from '../platforms/google-translate.ts'
import { startLibreTranslate } from '../platforms/libretranslate.ts'

const glossary = glossaryOf(readGlossary(readFileSync(join(import.meta.dirname, '../../flows/glossary.yaml'), 'utf8')))
const LOCATION = 'projects/p/locations/us-central1'

interface Tried {
  readonly translator: Translator
  /** The next answers of the provider: so many times this status, or that number of texts. */
  fail(times: number, how: { status: number | 'cut' } | { count: number }): void
  refused(): readonly unknown[]
  /** What it answers for Japanese. */
  readonly japanese: (text: string) => string
  close(): Promise<void>
}

const providers: Record<string, () => Promise<Tried>> = {
  async Google() {
    const stand = await startGoogleTranslate({ project: 'p' })
    const translator = await createGoogle({ project: 'p', location: 'us-central1', keyFile: null, endpoint: stand.url, glossaryBucket: 'terms', storageEndpoint: stand.url }, 500)
    return {
      translator, japanese: (text) => `[ja] ${text}`, refused: () => stand.refused,
      fail(times, how) { stand.faults = [{ on: 'translateText', times, ...how }] },
      async close() {
        await translator.close()
        await stand.close()
      },
    }
  },
  async LibreTranslate() {
    const stand = await startLibreTranslate('a-key')
    const translator = createLibreTranslate({ url: stand.url, apiKey: 'a-key' }, () => new Date())
    return {
      translator, japanese: (text) => `[ja] ${text}`, refused: () => stand.refused,
      fail(times, how) { stand.faults = [{ on: 'translate', times, ...how }] },
      async close() {
        await translator.close()
        await stand.close()
      },
    }
  },
}

describe.each(Object.entries(providers))('%s', (_, open) => {
  let tried: Tried
  beforeAll(async () => { tried = await open() })
  afterAll(() => tried.close())
  beforeEach(() => tried.fail(0, { status: 500 }))
  const ask = (texts: readonly string[], from: string | null = 'vi', to = 'ja') => tried.translator.translate({ texts, from, to, glossary })

  test('what it refuses for good is not worth another try, and the refusal holds none of the text', async () => {
    tried.fail(1, { status: 400 })
    const error: unknown = await ask(['một bí mật']).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ name: 'TranslationError', retryable: false })
    expect(String(error)).not.toContain('bí mật')
  })
  test.each([403, 429, 503])('%d, for longer than it is tried again by itself, is worth another try', async (status) => {
    tried.fail(1_000, { status })
    await expect(ask(['lương'])).rejects.toMatchObject({ name: 'TranslationError', retryable: true })
  })
  test('another number of translations than of texts is no translation', async () => {
    tried.fail(1, { count: 1 })
    await expect(ask(['một', 'hai'])).rejects.toMatchObject({ name: 'TranslationError', retryable: true })
  })
  test('a language it does not have is known before anything is sent', async () => {
    expect(await tried.translator.can('xx', 'ja')).toBe(false)
    expect(await tried.translator.can('vi', 'xx')).toBe(false)
  })
  test('one translation for each text, in order, line breaks and signs as they were', async () => {
    const texts = ['một', 'hai\nba & "bốn" <năm>', '六']
    expect((await ask(texts)).map(({ text }) => text)).toEqual(texts.map(tried.japanese))
    expect(tried.refused()).toEqual([])
  })
  test.each(['en', 'zh', 'vi', 'tl', 'id', 'pt', 'es', 'th'])('reads and writes %s by whatever name it has for it', async (language) => {
    expect([await tried.translator.can(language, 'ja'), await tried.translator.can('ja', language)]).toEqual([true, true])
    expect(await ask(['x'], language)).toHaveLength(1)
    expect(await ask(['x'], 'ja', language)).toHaveLength(1)
    expect(tried.refused()).toEqual([])
  })
  test('a language nobody named is found out, in the desk\'s own code', async () => {
    expect((await ask(['เงินเดือน'], null, 'ja'))[0]).toMatchObject({ detected: 'th' })
    expect((await ask(['工资没发'], null, 'ja'))[0]).toMatchObject({ detected: 'zh' })
  })
})

test('LibreTranslate says that it has no Burmese, and finds out when a model was installed', async () => {
  const stand = await startLibreTranslate()
  let time = 0
  const translator = createLibreTranslate({ url: stand.url, apiKey: null }, () => new Date(time))
  stand.faults = [{ on: 'languages', times: 1, status: 503 }]
  await expect(translator.can('my', 'ja')).rejects.toMatchObject({ retryable: true })
  expect(await translator.can('my', 'ja')).toBe(false)
  const asked = stand.requests.length
  await translator.can('vi', 'ja')
  expect(stand.requests).toHaveLength(asked)
  time = 11 * 60_000
  await translator.can('my', 'ja')
  expect(stand.requests).toHaveLength(asked + 1)
  await translator.close()
  await stand.close()
})

test('Google is given the desk\'s terms once for each version, uses them, and keeps no old ones', async () => {
  const stand = await startGoogleTranslate({ project: 'p' })
  const translator = await createGoogle({ project: 'p', location: 'us-central1', keyFile: null, endpoint: stand.url, glossaryBucket: 'terms', storageEndpoint: stand.url })
  const sent = () => stand.requests.filter(({ path }) => path.endsWith(':translateText')).at(-1)?.body
  const say = (of: typeof glossary, from: string | null = 'ja') => translator.translate({ texts: ['残業'], from, to: 'vi', glossary: of })
  await say(glossary)
  expect(sent()).not.toHaveProperty('glossaryConfig')
  await Promise.all([translator.learn?.(glossary), translator.learn?.(glossary)])
  const name = `${LOCATION}/glossaries/madoguchi-${glossary.version}`
  expect(stand.glossaryStore.made.get(name)?.find((row) => row['ja'] === '残業')).toMatchObject({ vi: 'làm thêm giờ', fil: 'overtime', 'zh-CN': '加班', 'pt-BR': 'hora extra' })
  await say(glossary)
  expect(sent()).toMatchObject({ glossaryConfig: { glossary: name, ignoreCase: true } })
  await say(glossary, null)
  expect(sent()).not.toHaveProperty('glossaryConfig')
  // Taken away behind our back: better without terms than not at all.
  stand.glossaries.delete(name)
  expect(await say(glossary)).toMatchObject([{ text: '[vi] 残業' }])
  const changed = glossaryOf(glossary.terms.slice(1))
  await translator.learn?.(changed)
  expect([...stand.glossaryStore.made.keys()]).toEqual([`${LOCATION}/glossaries/madoguchi-${changed.version}`])
  await translator.close()
  await stand.close()
})
