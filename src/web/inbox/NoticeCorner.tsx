// The corner where short notices appear, and the regions a screen reader listens to.
import { CloseButton, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from './Icon.tsx'
import { type Notice, dismiss, useSaid } from './notices.ts'

const undo = (notice: Notice) => {
  dismiss(notice.id)
  notice.undo?.()
}

export function NoticeCorner() {
  const { t } = useTranslation()
  const { notices, heard, urgent } = useSaid()
  return (
    <>
      <section className="notices" aria-label={t('desk.notices')} role="status" data-testid="notices">
        {notices.map((notice) => (
          <div key={notice.id} className="notice" data-tone={notice.tone}>
            <Icon name={notice.tone === 'done' ? 'check' : 'attention'} />
            <p>{notice.text}</p>
            {notice.undo && (
              <UnstyledButton className="notice-undo" onClick={() => undo(notice)} data-testid="undo">{t('desk.undo')}</UnstyledButton>
            )}
            <CloseButton size="sm" aria-label={t('desk.close')} onClick={() => dismiss(notice.id)} />
          </div>
        ))}
      </section>
      <VisuallyHidden aria-live="polite" data-testid="heard">{heard}</VisuallyHidden>
      <VisuallyHidden role="alert">{urgent}</VisuallyHidden>
    </>
  )
}
