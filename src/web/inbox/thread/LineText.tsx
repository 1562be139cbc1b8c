// The words of a line: the original, and the translation or why there is none. Japanese always stands on the Japanese side.
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../server/api/inbox.ts'
import { dangerParts } from './dangerWords.ts'
import { withoutFurigana } from '../furigana.ts'
import { Icon } from '../Icon.tsx'
import { LikelyLanguage } from '../translation/LikelyLanguage.tsx'
import { LineTranslation } from '../translation/LineTranslation.tsx'
import { Untranslated } from '../translation/Untranslated.tsx'
import { kindName } from '../words.ts'

type Side = 'worker' | 'japanese' | 'whole'

interface LineTextProps { readonly message: MessageView; readonly asIs: boolean; readonly folded: boolean }

/** A counsellor's line that went out in Japanese to somebody who writes another language. */
export const isAsIs = ({ author, translation, elsewhere }: MessageView, workerLanguage: string | null) =>
  author === 'counsellor' && !elsewhere && translation.status === 'unneeded' && workerLanguage !== null && workerLanguage !== 'ja'

function sideOf({ language, translation }: MessageView, asIs: boolean): Side {
  if (translation.status === 'unneeded' && !asIs) return 'whole'
  return language === 'ja' ? 'japanese' : 'worker'
}

export function Original({ message, asIs, folded }: LineTextProps) {
  const { t } = useTranslation()
  const side = sideOf(message, asIs)
  const text = message.text ?? ''
  const parts = dangerParts(text, message.danger?.words ?? [])
  return (
    <div className="said" data-side={side} data-testid="original">
      {text === ''
        ? <p className="said-text quiet">{t('message.noWords', { kind: kindName(message.kind) })}</p>
        : (
          <p className="said-text" lang={message.language ?? undefined} data-folded={folded}>
            {parts.map((part, index) => (part.marked ? <mark key={index}>{part.text}</mark> : part.text))}
          </p>
        )}
      {side !== 'whole' && <p className="said-source said-original">{t('thread.original')}</p>}
      <LikelyLanguage language={message.language} />
    </div>
  )
}

export function Translation({ message, asIs, folded, conversation }: LineTextProps & { readonly conversation: string }) {
  const { t } = useTranslation()
  const { translation } = message
  const side: Side = sideOf(message, asIs) === 'japanese' ? 'worker' : 'japanese'
  if (translation.status !== 'done') {
    const why = translation.status === 'unneeded' ? asIs && 'asIs' : translation.status
    if (why === false) return null
    return (
      <div className="said said-missing" data-side={side} data-translation={why} data-testid="translation">
        <Untranslated message={message} conversation={conversation} why={why} />
      </div>
    )
  }
  const { text, language, source, by } = translation
  return (
    <div className="said" data-side={side} data-translation="done" data-testid="translation">
      <p className="said-text" lang={language} data-folded={folded}>{source === 'reviewed' ? withoutFurigana(text) : text}</p>
      <p className="said-source" data-source={source}>
        <Icon name={source === 'machine' ? 'translate' : 'check'} size={14} />{t(`translation.${source}`, { name: by ?? t('author.counsellor') })}
      </p>
      <LineTranslation message={message} conversation={conversation} />
    </div>
  )
}
