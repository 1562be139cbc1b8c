// What the desk did not understand, put together by what it asks: each becomes a way to ask, a new article, or nothing.
import { useState } from 'react'
import { Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../server/api/staff.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page } from '../staff/Page.tsx'
import { useGaps } from './articleQueries.ts'
import { GapItem } from './GapItem.tsx'

export function GapsPage({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  const [which, setWhich] = useState<'open' | 'decided'>('open')
  const gaps = useGaps(which)
  return (
    <Page heading={t('nav.gaps')} intro={t('gap.intro', { days: gaps.data?.days ?? 60 })} testid="gaps">
      <Tabs value={which} onChange={(value) => setWhich(value === 'decided' ? 'decided' : 'open')}>
        <Tabs.List>
          <Tabs.Tab value="open">{t('gap.open')}</Tabs.Tab>
          <Tabs.Tab value="decided" data-testid="gaps-decided">{t('gap.decided')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value={which}>
          <Answered query={gaps}>
            {({ clusters }) => (clusters.length === 0
              ? <p className="empty" data-testid="no-gaps">{t(which === 'open' ? 'gap.none' : 'gap.noneDecided')}</p>
              : <ul className="items panel">{clusters.map((cluster) => <GapItem key={cluster.gaps[0]?.id} cluster={cluster} me={me} />)}</ul>)}
          </Answered>
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}
