// Glossaries as Cloud Translation keeps them, made of files in a bucket: the resources, their operations, and the bucket.
import { z } from 'zod'
import { errorBody } from './google-translate-rules.ts'
import type { Answer } from './http-server.ts'

export interface GlossaryStore {
  /** By full name; the rows of its file by language code. */
  readonly made: Map<string, readonly Readonly<Record<string, string>>[]>
  /** What lies in buckets: `gs://bucket/name`. */
  readonly files: Map<string, string>
  answer(method: string, path: string, query: URLSearchParams, body: string | null): Answer | null
}

const wanted = z.strictObject({
  name: z.string(), displayName: z.string().optional(),
  languageCodesSet: z.strictObject({ languageCodes: z.array(z.string()).min(2) }),
  inputConfig: z.strictObject({ gcsSource: z.strictObject({ inputUri: z.string().startsWith('gs://') }) }),
})

/** @param names of glossaries a translation may name */
export function glossaryStore(names: Set<string>): GlossaryStore {
  const error = (code: number, message?: string): Answer => ({ status: code, body: errorBody(code, message) })
  const finished = (name: string, response: object): Answer => ({ status: 200, body: { name, done: true, response } })
  const store: GlossaryStore = {
    made: new Map(), files: new Map(),
    answer(method, path, query, body) {
      const upload = /^\/upload\/storage\/v1\/b\/([^/]+)\/o$/.exec(path)
      if (upload) {
        if (method !== 'POST' || query.get('uploadType') !== 'media' || !query.get('name') || body === null) return error(400)
        store.files.set(`gs://${upload[1]}/${query.get('name')}`, body)
        return { status: 200, body: { kind: 'storage#object', name: query.get('name') } }
      }
      const [, parent = '', location = '', id] = /^\/v3\/(projects\/[^/]+\/locations\/([^/]+))\/glossaries(?:\/([^/]+))?$/.exec(path) ?? []
      if (parent === '') return null
      if (location === 'global') return error(400, 'Glossaries need a regional location.')
      if (id === undefined) return method === 'POST' ? create(parent, body) : { status: 200, body: { glossaries: [...store.made.keys()].filter((name) => name.startsWith(parent)).map((name) => ({ name })) } }
      const name = `${parent}/glossaries/${id}`
      if (!store.made.has(name)) return error(404, `Glossary not found: ${name}`)
      if (method === 'GET') return { status: 200, body: { name, entryCount: store.made.get(name)?.length ?? 0 } }
      if (method !== 'DELETE') return error(404)
      store.made.delete(name)
      names.delete(name)
      return finished(`${parent}/operations/delete-${id}`, { '@type': 'type.googleapis.com/google.cloud.translation.v3.DeleteGlossaryResponse', name })
    },
  }
  const create = (parent: string, body: string | null): Answer => {
    const asked = wanted.safeParse(JSON.parse(body ?? 'null'))
    if (!asked.success || !asked.data.name.startsWith(`${parent}/glossaries/`)) return error(400, 'Invalid glossary.')
    const { name, languageCodesSet: { languageCodes }, inputConfig: { gcsSource: { inputUri } } } = asked.data
    if (store.made.has(name)) return { status: 409, body: { error: { code: 409, message: 'Already exists', status: 'ALREADY_EXISTS' } } }
    const rows = (store.files.get(inputUri) ?? '').split('\n').map(cells)
    const [head = [], ...terms] = rows
    if (head.join() !== languageCodes.join() || terms.some((row) => row.length !== head.length)) return error(400, 'The file does not fit the languages.')
    store.made.set(name, terms.map((row) => Object.fromEntries(head.map((code, i) => [code, row[i] ?? '']))))
    names.add(name)
    return finished(`${parent}/operations/create`, { '@type': 'type.googleapis.com/google.cloud.translation.v3.Glossary', name })
  }
  return store
}

const cells = (line: string) => [...line.matchAll(/"((?:[^"]|"")*)"|([^",]+)/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '')
