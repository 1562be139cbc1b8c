// What was released about a body: the same that everybody may read.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { BodyDetail } from '../../../server/api/feedback.ts'
import { Confirm } from '../staff/Dialog.tsx'
import { Panel } from '../staff/Page.tsx'
import { useChange } from '../staff/useChange.ts'
import { withdrawRelease } from './feedbackRequests.ts'
import { feedbackWord, quarterName } from './feedbackWords.ts'

export function BodyReleases({ body, moderates }: { readonly body: BodyDetail; readonly moderates: boolean }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<string | null>(null)
  const withdrawing = useChange({ ask: (release: string) => withdrawRelease(body.id, release), again: ['feedback'], told: true, onDone: () => setAsking(null) })
  return (
    <Panel heading={t('feedback.body.results')} testid="releases">
      {body.releases.length === 0 && <p className="quiet">{t('feedback.body.noResults')}</p>}
      {body.releases.map(({ id, quarter, results: { people, legal, scales } }) => (
        <section key={id} className="release">
          <header className="panel-head">
            <h4>{t('feedback.body.release', { quarter: quarterName(quarter), people })}</h4>
            {moderates && <Button size="compact-sm" variant="subtle" onClick={() => setAsking(id)}>{t('feedback.body.withdraw')}</Button>}
          </header>
          <dl className="feedback-said">
            {legal.map(({ item, people: n, yes }) => <div key={item}><dt>{feedbackWord('items', item)}</dt><dd>{t('feedback.yes')}: {feedbackWord('bands', yes)} (n={n})</dd></div>)}
            {scales.map(({ scale, people: n, median }) => <div key={scale}><dt>{feedbackWord('items', scale)}</dt><dd>{t('feedback.of5', { n: median })} (n={n})</dd></div>)}
          </dl>
        </section>
      ))}
      {asking !== null && <Confirm heading={t('feedback.body.withdraw')} text={t('feedback.body.withdrawSure')} yes={t('feedback.body.withdraw')} busy={withdrawing.isPending} onYes={() => withdrawing.mutate(asking)} onNo={() => setAsking(null)} />}
    </Panel>
  )
}
