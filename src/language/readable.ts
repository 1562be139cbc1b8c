// Which languages the provider reads, asked for beforehand: a turn has no time to ask.
import { OTHER_LANGUAGES } from '../knowledge/other-languages.ts'
import type { Translator } from './translator.ts'

const BELIEVED_MS = 10 * 60_000
/** While it cannot be asked, it is not asked more often. */
const AGAIN_MS = 30_000

export interface Readable {
  /** Null while it cannot be asked. */
  can(from: string, to: string): Promise<boolean | null>
  /** As far as is known at this moment; without a provider nothing is read. */
  known(from: string, to: string): boolean | null
}

/** @param provider another one may be connected while the desk runs: nothing is believed of it that the one before said */
export function readSoon(provider: () => Translator | null, now: () => Date): Readable {
  const answers = new Map<string, { readonly can: boolean | null; readonly until: number }>()
  let asked: Translator | null = null
  const current = () => {
    const translator = provider()
    if (translator !== asked) answers.clear()
    return asked = translator
  }
  const can = async (from: string, to: string): Promise<boolean | null> => {
    const translator = current()
    if (!translator) return false
    const pair = `${from} ${to}`
    const known = answers.get(pair)
    if (known && known.until > now().getTime()) return known.can
    const answer = await translator.can(from, to).catch(() => null)
    if (translator === asked) answers.set(pair, { can: answer ?? known?.can ?? null, until: now().getTime() + (answer === null ? AGAIN_MS : BELIEVED_MS) })
    return answer
  }
  for (const language of OTHER_LANGUAGES) void can(language, 'ja')
  return {
    can,
    known(from, to) {
      if (!current()) return false
      void can(from, to)
      return answers.get(`${from} ${to}`)?.can ?? null
    },
  }
}
