// One passage of a dossier: its day, the Japanese, the other language, and whose translation that is.
import { Button, TextInput, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Passage } from '../../../cases/dossier.ts'
import { mediaAddress } from '../api.ts'
import { languageName } from '../words.ts'
import { named } from './mediationWords.ts'

interface PassageProps { readonly passage: Passage; readonly language: string | null; onChange(part: Partial<Passage>): void; onRemove(): void }

const DATED: ReadonlySet<string> = new Set(['timeline', 'evidence'])

/** A change of the Japanese leaves the translation standing: who checks it sees both. */
export function PassageField({ passage, language, onChange, onRemove }: PassageProps) {
  const { t } = useTranslation()
  const { section, day, ja, translation, source, media } = passage
  return (
    <div className="passage" data-two={language !== null}>
      <div className="passage-side">
        {DATED.has(section) && <TextInput type="date" label={t('mediation.day')} value={day ?? ''} onChange={(event) => onChange({ day: event.currentTarget.value === '' ? null : event.currentTarget.value })} />}
        {media !== null && <a className="page-link" href={mediaAddress(media)} target="_blank" rel="noreferrer">{named('kinds', 'file')}</a>}
        <Button size="compact-sm" variant="subtle" onClick={onRemove} aria-label={t('mediation.removeNamed', { name: ja.slice(0, 40) || named('sections', section) })}>{t('mediation.remove')}</Button>
      </div>
      <Textarea label={t('mediation.japanese')} lang="ja" autosize minRows={2} maxRows={14} maxLength={5000} value={ja} onChange={(event) => onChange({ ja: event.currentTarget.value })} />
      {language !== null && (
        <Textarea
          label={<>{t('mediation.translation', { language: languageName(language) })} {source !== 'none' && <span className="tag">{named('sources', source)}</span>}</>}
          lang={language} autosize minRows={2} maxRows={14} maxLength={5000} value={translation}
          onChange={(event) => onChange({ translation: event.currentTarget.value, source: event.currentTarget.value === '' ? 'none' : 'person' })}
        />
      )}
    </div>
  )
}
