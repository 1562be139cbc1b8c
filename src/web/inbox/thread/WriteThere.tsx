// The way to the same person's other conversation. What was begun here comes along.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OtherConversation } from '../../../server/api/inbox.ts'
import { carryDraft } from '../reply/draft.ts'
import { Icon, isIcon } from '../Icon.tsx'
import { addressOf, go } from '../place.ts'
import { channelName } from '../words.ts'

export function WriteThere({ from, to }: { readonly from: string; readonly to: OtherConversation }) {
  const { t } = useTranslation()
  const follow = () => {
    carryDraft(from, to.id)
    go(addressOf(to.id))
  }
  return (
    <Button
      size="compact-sm" variant="default" leftSection={<Icon name={isIcon(to.channel) ? to.channel : 'channel'} size={14} />}
      onClick={follow} data-testid="write-there"
    >
      {t('can.writeThere', { channel: channelName(to.channel) })}
    </Button>
  )
}
