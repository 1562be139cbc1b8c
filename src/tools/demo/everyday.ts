// The many who find what they look for by the buttons and need nobody: the same every time, spread over the month.
import { LANGUAGES } from '../../knowledge/languages.ts'
import type { Story } from './story.ts'

const PEOPLE = 84
const DAYS = 28
const CHANNELS = ['line', 'webchat', 'messenger'] as const
/** How many of the nine write how often at desks like this one. */
const OFTEN = ['vi', 'id', 'my', 'vi', 'tl', 'zh', 'vi', 'pt', 'id', 'en', 'es', 'ja'] as const

/** `topics` as the desk has them. Every fourth asks a second thing, every ninth for a person who is not needed in the end. */
export function everyday(topics: readonly string[]): Story[] {
  return Array.from({ length: PEOPLE }, (_, i): Story => {
    const topic = topics[(i * 37) % topics.length] ?? ''
    const second = topics[(i * 53 + 11) % topics.length] ?? ''
    const language = OFTEN[i % OFTEN.length] ?? LANGUAGES[0]
    const ago = (i * 17) % DAYS
    // Most write after work.
    const hour = [7, 12, 18, 19, 20, 21, 21, 22, 23][(i * 5) % 9] ?? 20
    return {
      person: `everyday-${i}`, channel: CHANNELS[i % 3] ?? 'line', language, ago: `${ago === 0 ? 1 : ago}d`, at: `${String(hour).padStart(2, '0')}:${String((i * 13) % 60).padStart(2, '0')}`,
      ...(i % 5 === 0 && { code: i % 10 === 0 ? 'LOT7' : 'HIRO-2' }),
      steps: [
        { joins: language }, { after: '1m', tap: `topics:${topic.split('.')[0]}` }, { after: '1m', tap: `answer:${topic}` },
        ...(i % 4 === 0 ? [{ after: '2m', tap: 'menu' }, { after: '1m', tap: `answer:${second}` }] : []),
      ],
    }
  })
}
