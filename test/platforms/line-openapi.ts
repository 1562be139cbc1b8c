// LINE's published OpenAPI files as a second opinion on what we send and on the events the stand-in makes up.
// Its polymorphic types name their subtypes in a discriminator only, where a JSON Schema validator does not look:
// every such type X gets a companion X__poly that spells the choice out, and all references to X go there instead.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { load } from 'js-yaml'
import { z } from 'zod'
import { propertyPath, type LineErrorDetail } from './line-rules.ts'

export interface LineOpenApi {
  /** Empty where `value` is a valid X, by the name of a schema: `PushMessageRequest`, `CallbackRequest`. */
  errors(schema: string, value: unknown): LineErrorDetail[]
}

const root = '#/components/schemas/'
const poly = '__poly'
const schemaObject = z.looseObject({
  discriminator: z.object({ propertyName: z.string(), mapping: z.record(z.string(), z.string()).optional() }).optional(),
})
const openApiFile = z.object({ components: z.object({ schemas: z.record(z.string(), schemaObject) }) })
type Schemas = Record<string, unknown>

const loaded = new Map<string, LineOpenApi>()

/** `directory` holds messaging-api.yml and webhook.yml, as published in line/line-openapi. */
export function loadLineOpenApi(directory: string): LineOpenApi {
  const known = loaded.get(directory)
  if (known !== undefined) return known
  // The two files share names with different contents (Emoji, Message...), so each gets a validator of its own.
  const files = ['messaging-api.yml', 'webhook.yml'].map((name) => validator(readLineSchemas(join(directory, name))))
  const openapi: LineOpenApi = {
    errors(schema, value) {
      const file = files.find((one) => one.has(schema))
      if (file === undefined) throw new Error(`LINE's OpenAPI files have no schema ${schema}`)
      return file.errors(schema, value)
    },
  }
  loaded.set(directory, openapi)
  return openapi
}

/** The schemas of one of LINE's files, by name. */
export function readLineSchemas(file: string) {
  const { schemas } = openApiFile.parse(load(readFileSync(file, 'utf8'))).components
  addEdits(schemas)
  return schemas
}

function validator(schemas: ReturnType<typeof readLineSchemas>) {
  const spelledOut: Schemas = {}
  for (const [name, schema] of Object.entries(schemas)) {
    spelledOut[name] = redirect(schema, schemas, false)
    const { propertyName, mapping } = schema.discriminator ?? {}
    if (propertyName !== undefined && mapping !== undefined) spelledOut[name + poly] = choice(propertyName, mapping)
  }
  const nothing = true
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    formats: {
      int32: nothing, int64: nothing, double: nothing, float: nothing, binary: nothing, 'date-time': nothing,
      uri: (address) => URL.canParse(address),
      uuid: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    },
  })
  ajv.addSchema({ $id: 'line', components: { schemas: spelledOut } })
  return {
    has: (schema: string) => schema in schemas,
    errors(schema: string, value: unknown): LineErrorDetail[] {
      const name = schema + poly in spelledOut ? schema + poly : schema
      const check = ajv.getSchema(`line${root}${name}`)
      if (check === undefined) throw new Error(`no schema ${name}`)
      if (check(value) === true) return []
      return (check.errors ?? []).filter(({ keyword }) => keyword !== 'if').map((error) => ({
        message: error.message ?? error.keyword,
        property: propertyPath(error.instancePath.split('/').slice(1)),
      }))
    },
  }
}

/** `messageEdited` came after some copies of webhook.yml were made. */
function addEdits(schemas: ReturnType<typeof readLineSchemas>) {
  const mapping = schemas['Event']?.discriminator?.mapping
  if (mapping === undefined || 'messageEdited' in mapping) return
  mapping['messageEdited'] = `${root}MessageEditedEvent`
  schemas['MessageEditedEvent'] = {
    allOf: [{ $ref: `${root}Event` }, {
      type: 'object',
      required: ['message'],
      properties: { message: { $ref: `${root}MessageContent` }, replyToken: { type: 'string' } },
    }],
  }
}

function choice(propertyName: string, mapping: Record<string, string>) {
  return {
    type: 'object',
    required: [propertyName],
    properties: { [propertyName]: { enum: Object.keys(mapping) } },
    allOf: Object.entries(mapping).map(([key, subtype]) => ({
      if: { properties: { [propertyName]: { const: key } } },
      // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's word
      then: { $ref: subtype },
    })),
  }
}

/** A reference directly inside `allOf` is inheritance and keeps meaning the plain type. */
function redirect(part: unknown, schemas: Record<string, z.infer<typeof schemaObject>>, inherited: boolean): unknown {
  if (Array.isArray(part)) return part.map((one) => redirect(one, schemas, inherited))
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(Object.entries(part).map(([key, value]) => {
    if (key === '$ref' && typeof value === 'string' && !inherited) {
      const target = schemas[value.slice(root.length)]
      return [key, target?.discriminator?.mapping === undefined ? value : value + poly]
    }
    return [key, redirect(value, schemas, key === 'allOf')]
  }))
}
