// One line of the log: who wrote it and when, the original and its translation side by side, and what became of it.
import { useState } from 'react'
import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../server/api.ts'
import { DangerBadge } from './DangerBadge.tsx'
import { Delivery } from './Delivery.tsx'
import { Icon } from './Icon.tsx'
import { Original, Translation, isAsIs } from './LineText.tsx'
import { clock, exactly } from './time.ts'
import { kindName } from './words.ts'

/** What the automatic guide says is long and known: above this many characters it is folded. */
const LONG = 150

function isLong({ author, text, translation }: MessageView): boolean {
  const longest = Math.max(text?.length ?? 0, translation.status === 'done' ? translation.text.length : 0)
  return (author === 'bot' || author === 'system') && longest > LONG
}

interface MessageLineProps { readonly message: MessageView; readonly workerLanguage: string | null }

export function MessageLine({ message, workerLanguage }: MessageLineProps) {
  const { t } = useTranslation()
  const { author, authorName, kind, at, delivery, danger, withdrawn } = message
  const name = authorName === null || author !== 'counsellor' ? t(`author.${author}`) : authorName
  const [unfolded, setUnfolded] = useState(false)
  const long = isLong(message) && !withdrawn
  const folded = long && !unfolded
  const asIs = isAsIs(message, workerLanguage)
  return (
    <li className="line" data-author={author} data-seq={message.seq} data-danger={danger?.level} data-testid="line">
      <p className="line-head">
        <span className="line-author"><Icon name={author} size={15} />{name}</span>
        {kind !== 'text' && <span className="line-kind">{kindName(kind)}</span>}
        <time dateTime={at} title={exactly(at)}>{clock(at)}</time>
        {delivery && <Delivery delivery={delivery} />}
      </p>
      {danger && (
        <p className="line-danger">
          <DangerBadge danger={danger} />
          {danger.words.length > 0 && (
            <span>{t('danger.raisedBy')}: {[...new Set(danger.words)].map((word) => <q key={word} lang={message.language ?? undefined}>{word}</q>)}</span>
          )}
        </p>
      )}
      {withdrawn
        ? <p className="line-withdrawn" data-testid="withdrawn">{t('message.withdrawn')}</p>
        : (
          <div className="line-texts">
            <Original message={message} asIs={asIs} folded={folded} />
            <Translation message={message} asIs={asIs} folded={folded} />
          </div>
        )}
      {long && (
        <UnstyledButton className="line-more" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          {unfolded ? t('message.less') : t('message.more')}
        </UnstyledButton>
      )}
    </li>
  )
}
