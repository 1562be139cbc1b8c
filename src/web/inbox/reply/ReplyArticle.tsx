// The way to an article for a reply, and whether the one that was put in is still the reviewed text.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Draft } from './draft.ts'
import { Icon } from '../Icon.tsx'

interface ReplyArticleProps { readonly draft: Draft; onOpen(): void; readonly shut: boolean }

export function ReplyArticle({ draft, onOpen, shut }: ReplyArticleProps) {
  const { t } = useTranslation()
  const edited = draft.madeFrom !== draft.text.trim() || draft.corrected
  return (
    <div className="reply-article" data-edited={edited} data-testid="reply-article">
      <Button size="compact-xs" variant="subtle" disabled={shut} leftSection={<Icon name="system" size={14} />} onClick={onOpen} aria-keyshortcuts="/" data-testid="open-insert">{t('insert.open')}</Button>
      {draft.article !== '' && <span role="status">{t(edited ? 'insert.edited' : 'insert.asReviewed')}</span>}
    </div>
  )
}
