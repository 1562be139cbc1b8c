// What workers wrote about bodies, by where it stands: danger first, then the oldest. Beside it how much there is of what.
import { useState } from 'react'
import { Button, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PIECE_STATES } from '../../../feedback/moderation.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { CountPlot } from '../numbers/CountPlot.tsx'
import { go } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { LANGUAGES } from '../staff/Choices.tsx'
import { Page, Panel } from '../staff/Page.tsx'
import { languageName } from '../words.ts'
import { useFeedback } from './feedbackQueries.ts'
import type { Filter } from './feedbackRequests.ts'
import { BODIES, DIRECTORY, feedbackWord, kindChoices } from './feedbackWords.ts'
import { PieceRow } from './PieceRow.tsx'
import { PublicSwitch } from './PublicSwitch.tsx'
import '../numbers/numbers.css'

const FIRST: Filter = { show: 'waiting', kind: '', language: '' }

export function FeedbackPage({ me }: { readonly me: MeView }) {
  const { t } = useTranslation()
  const [filter, setFilter] = useState(FIRST)
  const feedback = useFeedback(filter)
  const set = (change: Partial<Filter>) => setFilter((before) => ({ ...before, ...change }))
  const any = { value: '', label: t('feedback.any') }
  const states = feedback.data?.states ?? {}
  return (
    <Page heading={t('nav.feedback')} intro={t('feedback.intro')} actions={<div className="item-actions"><Button variant="default" onClick={() => go(BODIES)} data-testid="to-bodies">{t('feedback.bodies')}</Button><Button variant="default" onClick={() => go(DIRECTORY)} data-testid="to-directory">{t('directory.toDirectory')}</Button></div>} testid="feedback-page">
      <form className="form-row" role="search" onSubmit={(event) => event.preventDefault()}>
        <NativeSelect label={t('feedback.show')} value={filter.show} onChange={(event) => set({ show: PIECE_STATES.find((one) => one === event.currentTarget.value) ?? 'waiting' })} data={PIECE_STATES.map((value) => ({ value, label: `${feedbackWord('tabs', value)} (${states[value] ?? 0})` }))} data-testid="feedback-show" />
        <NativeSelect label={t('feedback.kindLabel')} value={filter.kind} onChange={(event) => set({ kind: event.currentTarget.value })} data={[any, ...kindChoices()]} />
        <NativeSelect label={t('feedback.language')} value={filter.language} onChange={(event) => set({ language: event.currentTarget.value })} data={[any, ...LANGUAGES.map((value) => ({ value, label: languageName(value) }))]} />
      </form>
      <Answered query={feedback}>
        {({ pieces, kinds, items, open }) => (
          <>
            {pieces.length === 0 ? <p className="panel empty" data-testid="no-pieces">{t('feedback.none')}</p> : <ul className="panel items" data-testid="pieces">{pieces.map((piece) => <PieceRow key={piece.id} piece={piece} />)}</ul>}
            <div className="feedback-figures">
              <CountPlot heading={t('feedback.byKind')} first={t('feedback.kindLabel')} empty={t('feedback.noFigures')} counts={kinds} nameOf={(key) => feedbackWord('kinds', key ?? '')} testid="by-kind" />
              <CountPlot heading={t('feedback.byItem')} first={t('feedback.item')} empty={t('feedback.noFigures')} counts={items} nameOf={(key) => feedbackWord('items', key ?? '')} testid="by-item" />
            </div>
            <Panel heading={t('feedback.page')} hint={t(open ? 'feedback.pageOpen' : 'feedback.pageClosed')} testid="public-switch"><PublicSwitch open={open} me={me} /></Panel>
          </>
        )}
      </Answered>
    </Page>
  )
}
