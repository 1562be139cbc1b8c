// What stands beside the list before a conversation is chosen.
import { useTranslation } from 'react-i18next'
import { Mark } from '../Mark.tsx'
import { useViews } from '../list/views.ts'

export function NothingOpen() {
  const { t } = useTranslation()
  const never = useViews().data?.counts.all === 0
  return (
    <section className="nothing-open">
      <Mark size={56} />
      <h2>{never ? t('thread.welcomeHeading') : t('thread.chooseHeading')}</h2>
      <p>{never ? t('thread.welcome') : t('thread.choose')}</p>
      {!never && <p className="quiet">{t('thread.chooseKeys')}</p>}
    </section>
  )
}
