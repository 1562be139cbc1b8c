// What happened to the conversation, between its lines: taken over, given back, a case opened ...
import { useTranslation } from 'react-i18next'
import type { EntryView } from '../../../server/api/thread.ts'
import { word } from '../cases/caseWords.ts'
import { Icon } from '../Icon.tsx'
import { clock, exactly } from '../time.ts'
import { entryName, languageName } from '../words.ts'

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

export function EntryLine({ entry: { type, at, by, detail } }: { readonly entry: EntryView }) {
  const { t } = useTranslation()
  const colleague = (of: string) => t('entry.colleague', { name: of })
  const name = by.name !== null ? colleague(by.name) : by.id === 'worker' ? t('entry.worker') : t('entry.system')
  const stage = textOf(detail['stage'])
  const said = entryName(type, {
    name, to: colleague(textOf(detail['to'])), from: '', stage: stage === '' ? '' : word('stage', stage), words: textOf(detail['words']),
    ...(type === 'languageChanged' && { to: languageName(textOf(detail['to'])), from: languageName(textOf(detail['from'])) }),
  })
  return (
    <li className="entry" data-testid="entry" data-entry={type}>
      <Icon name={type.startsWith('case') ? 'file' : 'system'} size={13} /><span>{said}</span>
      <time dateTime={at} title={exactly(at)}>{clock(at)}</time>
    </li>
  )
}
