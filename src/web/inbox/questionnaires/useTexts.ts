// The texts of a questionnaire as fields: what is typed, what a machine translated, and what nobody looked at since.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { textsIn, withText } from '../../../questionnaires/draft.ts'
import type { QuestionnaireFault } from '../../../questionnaires/lint.ts'
import { show } from '../notices.ts'
import { LANGUAGES } from '../staff/Choices.tsx'
import { refusalWords } from '../words.ts'
import { translateText } from './requests.ts'
import type { WritingHere } from './useWriting.ts'

interface Of { readonly writing: WritingHere; readonly language: string; readonly faults: readonly QuestionnaireFault[]; readonly writable: boolean }

export function useTexts({ writing, language, faults, writable }: Of) {
  const { t } = useTranslation()
  const [translating, setTranslating] = useState(false)
  const path = (place: string, which: string) => `${place}/${which}`
  /** Whoever types has looked at it. */
  const write = (place: string, which: string, text: string) => {
    writing.change((draft) => withText(draft, place, which, text), (paths) => paths.filter((one) => one !== path(place, which)))
  }
  const fromMachine = (place: string, which: string, text: string) => {
    writing.change((draft) => withText(draft, place, which, text), (paths) => [...new Set([...paths, path(place, which)])])
  }
  /** False where it makes no sense to ask for the next one. */
  const translate = async (place: string, which: string, japanese: string): Promise<boolean> => {
    const answer = await translateText(japanese, which)
    if (!answer.ok) show(refusalWords(answer.refusal), 'problem')
    else if (answer.value.status === 'done' && answer.value.text !== undefined) fromMachine(place, which, answer.value.text)
    else if (answer.value.status !== 'unneeded') show(t(answer.value.status === 'none' ? 'questionnaire.noTranslation' : 'questionnaire.translationFailed'), 'problem')
    return answer.ok && (answer.value.status === 'done' || answer.value.status === 'unneeded')
  }
  /** Every text that has Japanese and nothing in the language, one after the other. */
  const translateMissing = async (which: string) => {
    setTranslating(true)
    for (const { place, texts } of textsIn(writing.draft)) {
      const there = Object.entries(texts).find(([name]) => name === which)?.[1] ?? ''
      if (texts.ja.trim() !== '' && there.trim() === '' && !(await translate(place, which, texts.ja))) break
    }
    setTranslating(false)
  }
  return {
    /** Japanese, and what stands beside it. */
    shown: language === 'all' ? LANGUAGES : ['ja', language],
    write, translate, translateMissing, translating, writable,
    isUnchecked: (place: string, which: string) => writing.unchecked.includes(path(place, which)),
    check: (place: string, which: string) => writing.change((draft) => draft, (paths) => paths.filter((one) => one !== path(place, which))),
    faultsAt: (place: string, which: string) => faults.filter((one) => one.place === place && one.language === which && one.rule !== 'unchecked'),
  }
}

export type TextsHere = ReturnType<typeof useTexts>
