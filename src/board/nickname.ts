// What a member may be called: something of their own that says neither who they are nor that they speak for the desk.
import { words } from '../knowledge/normalise.ts'
import type { Sign } from './kinds.ts'
import type { Screen } from './screen.ts'

const SHORTEST = 2
const LONGEST = 20
/** The others have words that are names as well: Loan, Benta. */
const UNFIT: ReadonlySet<Sign> = new Set(['accounts', 'drugs', 'dating', 'insult'])
const graphemes = new Intl.Segmenter()

export type NicknameFault = 'length' | 'letters' | 'contact' | 'official' | 'words'

/** Null where it may be used, as far as it says something by itself. */
export function nicknameFault(nickname: string, screen: Screen): NicknameFault | null {
  const length = [...graphemes.segment(nickname)].length
  if (length < SHORTEST || length > LONGEST) return 'length'
  if (!/^[\p{L}\p{M}\p{N} ._・ー'-]+$/u.test(nickname) || nicknameKey(nickname).length < SHORTEST) return 'letters'
  const signs = screen.signsOf(nickname)
  if (signs.includes('contact') || (nickname.match(/\p{Nd}/gu)?.length ?? 0) > 4) return 'contact'
  if (screen.soundsOfficial(nickname)) return 'official'
  return signs.some((sign) => UNFIT.has(sign)) ? 'words' : null
}

/** Two nicknames with the same key look like one person. */
export function nicknameKey(nickname: string): string {
  return words(nickname).replaceAll(' ', '').replaceAll('0', 'o').replaceAll('1', 'l')
}
