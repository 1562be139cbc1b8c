// All of a mail, with what it quotes: folded, because only what is new in it is a line of the conversation.
import { useId, useState } from 'react'
import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export function WholeText({ text, language }: { readonly text: string; readonly language: string | null }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <>
      <UnstyledButton className="line-more" aria-expanded={open} aria-controls={open ? id : undefined} onClick={() => setOpen(!open)}>
        {open ? t('message.wholeLess') : t('message.whole')}
      </UnstyledButton>
      {open && <pre className="line-whole" id={id} lang={language ?? undefined} tabIndex={0} data-testid="whole">{text}</pre>}
    </>
  )
}
