// The words in the language that was picked; the earlier ones stay until the new ones have come through the network.
import { useEffect, useState } from 'preact/hooks'
import type { Language } from './languages.ts'
import { type Reading, loadWords } from './words.ts'

export function useReading(language: Language, first: Reading): Reading {
  const [reading, setReading] = useState(first)
  useEffect(() => {
    let wanted = true
    const load = () => void loadWords(language).then((next) => { if (wanted) setReading(next) }, () => {})
    if (reading.language !== language) load()
    addEventListener('online', load)
    return () => {
      wanted = false
      removeEventListener('online', load)
    }
  }, [language])
  useEffect(() => {
    document.documentElement.lang = reading.language
    document.title = reading.words.title
  }, [reading])
  return reading
}
