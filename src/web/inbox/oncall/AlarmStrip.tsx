// Above the lines of a conversation: who was called because of it, and whether somebody came.
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '../../../server/api/inbox.ts'
import { Icon } from '../Icon.tsx'
import { useNow } from '../time.ts'
import { AlarmState, AlarmSteps } from './AlarmSteps.tsx'
import './oncall.css'
import { useAlarmsOf } from './queries.ts'

export function AlarmStrip({ conversation }: { readonly conversation: ConversationView }) {
  const { t } = useTranslation()
  const now = useNow()
  const alarms = useAlarmsOf(conversation.id, conversation.danger !== null).data ?? []
  if (alarms.length === 0) return null
  return (
    <div className="oncall-strip" data-testid="alarm-strip">
      {alarms.slice(0, 3).map((alarm) => (
        <details key={alarm.id}>
          <summary><Icon name="clock" size={14} />{t('onCall.calls')} <AlarmState alarm={alarm} now={now} /></summary>
          <AlarmSteps alarm={alarm} />
        </details>
      ))}
    </div>
  )
}
