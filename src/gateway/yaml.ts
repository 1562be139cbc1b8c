// A YAML file, checked by its shape.
import { readFileSync } from 'node:fs'
import { CORE_SCHEMA, load } from 'js-yaml'
import { z } from 'zod'

/** @throws Error that names the file and what is wrong in it */
export function readYaml<T>(file: string, shape: z.ZodType<T>): T {
  const parsed = shape.safeParse(load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA }))
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}
