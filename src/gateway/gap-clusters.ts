// Gap entries that ask the same in one language, together: whoever decides about one decides about all. Pure.
import { featuresOf } from '../knowledge/features.ts'

export interface Clustered { readonly text: string; readonly language: string | null }

/** As a cosine of their features. */
const ALIKE = 0.5

/** Largest first; each begins with the text that stands for it. */
export function clustersOf<T extends Clustered>(gaps: readonly T[]): T[][] {
  const clusters: { readonly features: ReadonlySet<number>; readonly gaps: T[] }[] = []
  for (const gap of gaps) {
    const features = new Set(featuresOf(gap.text))
    const near = clusters.filter(({ gaps: [first] }) => first?.language === gap.language)
      .map((cluster) => ({ cluster, alike: cosine(features, cluster.features) })).filter(({ alike }) => alike >= ALIKE).toSorted((a, b) => b.alike - a.alike)[0]
    if (near) near.cluster.gaps.push(gap)
    else clusters.push({ features, gaps: [gap] })
  }
  return clusters.map(({ gaps: together }) => together).toSorted((a, b) => b.length - a.length)
}

function cosine(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  return one.intersection(other).size / (Math.sqrt(one.size * other.size) || 1)
}
