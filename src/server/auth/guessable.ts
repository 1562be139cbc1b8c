// Whether a new password is one of those that are tried first: in use by many, a row of keys, a repetition, or made of what is known of its owner.
import type { ZxcvbnFactory } from '@zxcvbn-ts/core'

/** Below, a guesser who knows the lists needs fewer than a million tries. */
const LEAST_SCORE = 2
/** Of so many letters: how long looking takes grows with their square. */
const LOOKED_AT = 64

let guesser: Promise<ZxcvbnFactory> | null = null

/** @param about what others know of whose it is: name, address */
export async function isGuessable(password: string, about: readonly string[]): Promise<boolean> {
  guesser ??= openGuesser()
  const known = about.flatMap((one) => [one, one.replaceAll(/\s/g, ''), ...one.split(/[\s@.]/)])
  return (await guesser).check(password, ['madoguchi', ...known]).score < LEAST_SCORE
}

/** Loaded when somebody chooses a password for the first time: the lists are large, and most processes never need them. */
async function openGuesser(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')])
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: LOOKED_AT })
}
