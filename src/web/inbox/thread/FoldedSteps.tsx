// The guide's steps as one line: opened with a click or a key, closed the same way.
import { type ReactNode, useState } from 'react'
import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../server/api/inbox.ts'
import { Icon } from '../Icon.tsx'
import { withoutFurigana } from '../furigana.ts'

interface FoldedStepsProps { readonly messages: readonly MessageView[]; readonly children: ReactNode }

/** What was tapped says best what it was about. */
function gistOf(messages: readonly MessageView[]): string {
  return messages.filter(({ kind }) => kind === 'choice').map(({ text, translation }) => (translation.status === 'done' ? withoutFurigana(translation.text) : text ?? '')).filter(Boolean).join(' → ')
}

export function FoldedSteps({ messages, children }: FoldedStepsProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <>
      <li className="steps" data-testid="steps" data-from={messages[0]?.seq} data-to={messages.at(-1)?.seq}>
        <UnstyledButton className="steps-button" aria-expanded={open} onClick={() => setOpen(!open)} data-testid="steps-open">
          <Icon name="bot" size={15} /><span>{open ? t('steps.fold') : t('steps.folded', { count: messages.length })}</span>
          {!open && <span className="steps-gist">{gistOf(messages)}</span>}
        </UnstyledButton>
      </li>
      {open && children}
    </>
  )
}
