// The articles by stages of life: flows/stages.yaml says which belongs where, and what was published since stands with the others.
import { join } from 'node:path'
import { z } from 'zod'
import type { Article } from './article-file.ts'
import { readYaml } from './yaml.ts'

export const LIFE_STAGES = ['before', 'arriving', 'working', 'family', 'leaving'] as const
export type LifeStage = (typeof LIFE_STAGES)[number]
export type LifeStages = Readonly<Record<LifeStage, readonly string[]>>

export interface StageShelf { readonly stage: LifeStage | 'other'; readonly articles: readonly Article[] }

/** @throws Error that names the file and what is wrong in it */
export function readLifeStages(root: string): LifeStages {
  return readYaml(join(root, 'flows/stages.yaml'), z.strictObject({ before: Topics, arriving: Topics, working: Topics, family: Topics, leaving: Topics }))
}

const Topics = z.array(z.string()).min(1)

/** In the order of the file; a shelf with nothing on it is left out. */
export function shelvesOf(stages: LifeStages, articles: ReadonlyMap<string, Article>): StageShelf[] {
  const placed = new Set(Object.values(stages).flat())
  const onShelf = (topics: readonly string[]) => topics.flatMap((topic) => articles.get(topic) ?? [])
  return [
    ...LIFE_STAGES.map((stage) => ({ stage, articles: onShelf(stages[stage]) })),
    { stage: 'other' as const, articles: [...articles.values()].filter(({ topic }) => !placed.has(topic)) },
  ].filter((shelf) => shelf.articles.length > 0)
}
