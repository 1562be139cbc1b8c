// The desk's terms as a glossary of Google's: a file in a bucket, from which Google makes one resource for each version.
import type { v3 } from '@google-cloud/translate'
import type { GoogleAuth } from 'google-auth-library'
import { LANGUAGES } from '../knowledge/languages.ts'
import { waysToSay } from './glossary.ts'
import type { Glossary } from './glossary.ts'
import { TranslationError } from './translator.ts'

const STORAGE = 'https://storage.googleapis.com'
const PREFIX = 'madoguchi-'
const TIMEOUT_MS = 15_000
/** gRPC codes. */
const [NOT_FOUND, ALREADY_EXISTS] = [5, 6]

interface Place {
  readonly client: v3.TranslationServiceClient
  /** Null where nothing asks who we are. */
  readonly auth: GoogleAuth | null
  readonly parent: string
  readonly bucket: string
  readonly storage: string | null
}

export function createGoogleGlossaries({ client, auth, parent, bucket, storage }: Place) {
  let ready: { readonly version: string; readonly name: string } | null = null
  let looking: Promise<void> | null = null

  const upload = async (version: string, csv: string): Promise<string> => {
    const name = `${PREFIX}glossary-${version}.csv`
    const token = auth === null ? null : await auth.getAccessToken()
    const response = await fetch(`${storage ?? STORAGE}/upload/storage/v1/b/${encodeURIComponent(bucket)}/o?uploadType=media&name=${encodeURIComponent(name)}`, {
      method: 'POST', body: csv, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { 'content-type': 'text/csv; charset=utf-8', ...(token && { authorization: `Bearer ${token}` }) },
    })
    await response.body?.cancel()
    if (!response.ok) throw new TranslationError(`the bucket answered with ${response.status}`, response.status === 429 || response.status >= 500)
    return `gs://${bucket}/${name}`
  }
  const exists = (name: string) => client.getGlossary({ name }, { timeout: TIMEOUT_MS }).then(() => true, ignoring(NOT_FOUND, false))

  return {
    /** The resource that holds this version, once Google has it: another process may have made it. */
    namedFor(version: string): string | null {
      if (ready?.version === version) return ready.name
      const name = `${parent}/glossaries/${PREFIX}${version}`
      looking ??= exists(name).then((is) => { if (is) ready = { version, name } }, () => {}).finally(() => { looking = null })
      return null
    },
    forget: () => { ready = null },
    /** Makes the resource where there is none, and removes those of other versions. Several processes may do so at once. */
    async learn(glossary: Glossary, codeOf: (language: string) => string): Promise<void> {
      if (ready?.version === glossary.version) return
      const id = `${PREFIX}${glossary.version}`
      const name = `${parent}/glossaries/${id}`
      if (!(await exists(name))) {
        const inputUri = await upload(glossary.version, csvOf(glossary, codeOf))
        const made = { name, displayName: id, languageCodesSet: { languageCodes: LANGUAGES.map(codeOf) }, inputConfig: { gcsSource: { inputUri } } }
        const operation = await client.createGlossary({ parent, glossary: made }).then(([begun]) => begun, ignoring(ALREADY_EXISTS, null))
        await operation?.promise()
      }
      ready = { version: glossary.version, name }
      const [all] = await client.listGlossaries({ parent }, { timeout: TIMEOUT_MS })
      const old = all.map((one) => one.name ?? '').filter((one) => one.startsWith(`${parent}/glossaries/${PREFIX}`) && one !== name)
      for (const one of old) await client.deleteGlossary({ name: one }).then(() => {}, ignoring(NOT_FOUND, undefined))
    },
  }
}

/** Equivalent terms, a language in each column. Google takes one way to say each, and no term without all of its languages is lost: empty ones stay empty. */
function csvOf({ terms }: Glossary, codeOf: (language: string) => string): string {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
  return [LANGUAGES.map(codeOf).join(','), ...terms.map(({ terms: all }) => LANGUAGES.map((language) => cell(waysToSay(all[language])[0] ?? '')).join(','))].join('\n')
}

function ignoring<T>(code: number, instead: T): (error: unknown) => T {
  return (error) => {
    if (typeof error === 'object' && error !== null && 'code' in error && Number(error.code) === code) return instead
    throw error
  }
}
