// The words in the language that was picked; the earlier ones stay until the new ones have come through the network, however often it fails.
import { useEffect, useState } from 'preact/hooks'
import type { Language } from './languages.ts'
import { backoff, createPause } from './pause.ts'
import { type Reading, loadWords } from './words.ts'

export function useReading(language: Language, first: Reading): Reading {
  const [reading, setReading] = useState(first)
  useEffect(() => {
    if (reading.language === language) return undefined
    const left = new AbortController()
    const pause = createPause()
    const load = async () => {
      for (let tries = 0; ; tries += 1) {
        const next = await loadWords(language).catch(() => null)
        if (left.signal.aborted) return
        if (next) return setReading(next)
        await pause.wait(backoff(tries))
      }
    }
    void load()
    addEventListener('online', pause.end)
    return () => {
      left.abort()
      pause.end()
      removeEventListener('online', pause.end)
    }
  }, [language])
  useEffect(() => {
    document.documentElement.lang = reading.language
    document.title = reading.words.title
  }, [reading])
  return reading
}
