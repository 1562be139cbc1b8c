// What is new in an answer, out of what mail programs write around it: own samples, and a public collection.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { newTextOf } from '../channels/email/quote.ts'
import { readYaml } from '../src/gateway/yaml.ts'
import { mailFixtures } from './surroundings.ts'

const samples = readYaml(join(import.meta.dirname, 'mail-replies.yaml'), z.array(z.strictObject({ client: z.string(), language: z.string(), mail: z.string(), reply: z.string() })))

describe('of an answer only the new part is a line', () => {
  for (const { client, language, mail, reply } of samples) test(`${client}, ${language}`, () => expect(newTextOf(mail)).toBe(reply))
})

test('the samples are of five programs in nine languages', () => {
  for (const client of ['Gmail', 'Outlook', 'iPhone', 'Yahoo! JAPAN', 'docomo']) {
    expect(new Set(samples.filter((one) => one.client === client).map(({ language }) => language)).size).toBe(9)
  }
})

const folder = mailFixtures()
const Expected = z.record(z.string(), z.array(z.object({ firstFragment: z.string().optional(), firstFragmentTrimmed: z.string().optional(), visibleText: z.string().optional(), visibleTextTrimmed: z.string().optional() })))

test.skipIf(folder === null)('of a public collection nine in ten are cut as its authors expect, and each at once', () => {
  const place = join(folder ?? '', 'crisp-email-reply-parser')
  const expected = Object.entries(Expected.parse(JSON.parse(readFileSync(join(place, 'expected.json'), 'utf8'))))
  const exact = expected.flatMap(([name, tests]) => tests.flatMap((one) => {
    const wanted = one.firstFragment ?? one.firstFragmentTrimmed ?? one.visibleText ?? one.visibleTextTrimmed
    return wanted === undefined ? [] : [{ name, wanted: wanted.trim() }]
  }))
  const right = exact.filter(({ name, wanted }) => newTextOf(readFileSync(join(place, 'test/fixtures', name), 'utf8').replaceAll('\r\n', '\n')).trim() === wanted)
  process.stdout.write(`replies: ${right.length} of ${exact.length} cut as expected\n`)
  expect(exact.length).toBeGreaterThan(40)
  expect(right.length / exact.length).toBeGreaterThanOrEqual(0.9)
})
