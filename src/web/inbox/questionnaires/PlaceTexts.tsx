// One text in Japanese and, beside it, in the language that is worked on, or in all nine.
import { useState } from 'react'
import { Button, TextInput, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DraftTexts } from '../../../questionnaires/draft.ts'
import { languageName } from '../words.ts'
import { faultWords, placeLabel } from './questionnaireWords.ts'
import type { TextsHere } from './useTexts.ts'

interface PlaceTextsProps { readonly place: string; readonly texts: DraftTexts; readonly long?: boolean; readonly label?: string; readonly of: TextsHere }

export function PlaceTexts({ place, texts, long = false, label, of }: PlaceTextsProps) {
  const name = label ?? placeLabel(place)
  return (
    <div className="place-texts" role="group" aria-label={name} data-all={of.shown.length > 2}>
      {of.shown.map((language) => <OneText key={language} place={place} texts={texts} language={language} long={long} name={name} of={of} />)}
    </div>
  )
}

interface OneTextProps extends Omit<PlaceTextsProps, 'label'> { readonly language: string; readonly name: string }

function OneText({ place, texts, language, long = false, name, of }: OneTextProps) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const value = Object.entries(texts).find(([code]) => code === language)?.[1] ?? ''
  const faults = of.faultsAt(place, language)
  const unchecked = of.isUnchecked(place, language)
  const shared = {
    label: `${name} (${languageName(language)})`, value, lang: language, readOnly: !of.writable, maxLength: 2_000, 'data-testid': `text-${place}-${language}`,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => of.write(place, language, event.currentTarget.value),
    error: faults.length > 0 ? faults.map(faultWords).join(' ') : null,
  }
  const translate = async () => {
    setBusy(true)
    await of.translate(place, language, texts.ja)
    setBusy(false)
  }
  return (
    <div className="one-text" data-unchecked={unchecked}>
      {long ? <Textarea {...shared} autosize minRows={3} /> : <TextInput {...shared} />}
      {of.writable && language !== 'ja' && (
        <div className="one-text-acts">
          {unchecked && <><span className="unchecked">{t('questionnaire.unchecked')}</span><button type="button" className="link" onClick={() => of.check(place, language)} aria-label={`${t('questionnaire.check')}: ${shared.label}`}>{t('questionnaire.check')}</button></>}
          {value.trim() === '' && texts.ja.trim() !== '' && <Button size="compact-xs" variant="subtle" loading={busy} onClick={() => void translate()} aria-label={`${t('questionnaire.translate')}: ${shared.label}`}>{t('questionnaire.translate')}</Button>}
        </div>
      )}
    </div>
  )
}
