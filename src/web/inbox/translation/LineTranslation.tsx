// Under a translated line: which terms to look at, who corrected it, and saying that it is wrong.
import { useState } from 'react'
import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../server/api/inbox.ts'
import { Correction } from './Correction.tsx'
import { MissingTerms } from './MissingTerms.tsx'
import './translation.css'

interface LineTranslationProps { readonly message: MessageView; readonly conversation: string }

export function LineTranslation({ message, conversation }: LineTranslationProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const { translation, language, author } = message
  if (translation.status !== 'done') return null
  const correctable = (author === 'worker' || author === 'counsellor') && translation.source !== 'reviewed'
  return (
    <>
      <MissingTerms missing={translation.missing} from={language} to={translation.language} />
      {correctable && <UnstyledButton className="wrong" onClick={() => setOpen(true)} data-testid="wrong">{t('translation.wrong')}</UnstyledButton>}
      {open && <Correction message={message} machine={translation.text} language={translation.language} conversation={conversation} onClose={() => setOpen(false)} />}
    </>
  )
}
