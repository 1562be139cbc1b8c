// Ready questionnaires to begin from (flows/questionnaires/templates): nobody is asked them until somebody made one of them their own and a second person published it.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { QuestionnaireContent } from '../questionnaires/shape.ts'
import { readYaml } from './yaml.ts'

const FOLDER = 'flows/questionnaires/templates'

/** By the name of the file. @throws Error that names the file and what is wrong in it */
export function readTemplates(root: string): ReadonlyMap<string, QuestionnaireContent> {
  const folder = join(root, FOLDER)
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort() : []
  return new Map(names.map((name) => [name.slice(0, -'.yaml'.length), readYaml(join(folder, name), QuestionnaireContent)]))
}
