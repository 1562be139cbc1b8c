// Which earlier line this one answers, corrects or reacts to; a click goes there.
import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '../../../server/api/inbox.ts'
import { gistOf } from '../list/gist.ts'
import { Icon } from '../Icon.tsx'
import { jumpTo } from './jump.ts'
import { kindName } from '../words.ts'

interface AboutProps { readonly about: NonNullable<MessageView['about']>; readonly earlier: MessageView | undefined }

export function About({ about: { relation }, earlier }: AboutProps) {
  const { t } = useTranslation()
  if (earlier === undefined) {
    return <p className="about" data-relation={relation} data-testid="about"><Icon name="reply" size={13} />{t(`about.${relation}Missing`)}</p>
  }
  const { text, language } = gistOf(earlier)
  return (
    <p className="about" data-relation={relation} data-testid="about">
      <UnstyledButton className="about-to" onClick={() => jumpTo(earlier.seq)}>
        <Icon name="reply" size={13} /><span className="about-what">{t(`about.${relation}`, { number: earlier.seq })}</span>
        <q lang={language}>{earlier.withdrawn ? t('message.withdrawn') : text === '' ? kindName(earlier.kind) : text}</q>
      </UnstyledButton>
    </p>
  )
}
