// The smallest events that LINE's published webhook.yml allows: one of each kind, and of each kind of thing it may hold.
import { join } from 'node:path'
import { z } from 'zod'
import { readLineSchemas } from './line-openapi.ts'

const part = z.looseObject({
  $ref: z.string().optional(),
  type: z.string().optional(),
  enum: z.array(z.string()).min(1).optional(),
  required: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
  items: z.unknown().optional(),
  discriminator: z.object({ propertyName: z.string(), mapping: z.record(z.string(), z.string()).optional() }).optional(),
})
type Part = z.infer<typeof part>

/** Only required properties stand in them; ids differ. */
export function smallestEvents(directory: string): Record<string, unknown>[] {
  const schemas = readLineSchemas(join(directory, 'webhook.yml'))
  const named = (reference: string): Part => part.parse(schemas[reference.slice(reference.lastIndexOf('/') + 1)])

  /** Every kind that a value of this schema may be of, by its discriminators; otherwise the first that is allowed. */
  function kinds(schema: Part): unknown[] {
    if (schema.$ref !== undefined) return kinds(named(schema.$ref))
    const { propertyName = '', mapping } = schema.discriminator ?? {}
    if (mapping) return Object.entries(mapping).flatMap(([kind, reference]) => objects(named(reference)).map((one) => ({ ...one, [propertyName]: kind })))
    if (schema.enum) return schema.enum.slice(0, 1)
    switch (schema.type) {
      case 'string': return ['x']
      case 'integer':
      case 'number': return [1]
      case 'boolean': return [false]
      case 'array': return [kinds(part.parse(schema.items)).slice(0, 1)]
      default: return objects(schema)
    }
  }

  function objects(schema: Part): Record<string, unknown>[] {
    const { required, properties } = whole(schema)
    const choices = [...required].map((name) => [name, kinds(part.parse(properties[name]))] as const)
    const first = Object.fromEntries(choices.map(([name, [value]]) => [name, value]))
    return [first, ...choices.flatMap(([name, [, ...others]]) => others.map((value) => ({ ...first, [name]: value })))]
  }

  /** With what it inherits: a reference inside `allOf` means the plain type. */
  function whole(schema: Part): { required: Set<string>; properties: Record<string, unknown> } {
    const parents = [...(schema.$ref === undefined ? [] : [named(schema.$ref)]), ...(schema.allOf ?? []).map((parent) => part.parse(parent))].map(whole)
    return {
      required: new Set([...parents.flatMap((parent) => [...parent.required]), ...(schema.required ?? [])]),
      properties: Object.assign({}, ...parents.map((parent) => parent.properties), schema.properties),
    }
  }

  return kinds(named('Event')).map((event, i) => ({ ...z.record(z.string(), z.unknown()).parse(event), webhookEventId: `sample-${i}` }))
}
