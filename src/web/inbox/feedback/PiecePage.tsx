// One piece: the original beside its translation, what may name somebody, the body it is about, and what is to be shown.
import { useTranslation } from 'react-i18next'
import { LEGAL_ITEMS, SCALES } from '../../../feedback/kinds.ts'
import type { PieceView } from '../../../server/api/feedback.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { Icon } from '../Icon.tsx'
import { addressOf, PAGES } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page, Panel } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { languageName } from '../words.ts'
import { usePiece } from './feedbackQueries.ts'
import { feedbackWord } from './feedbackWords.ts'
import { Marked } from './Marked.tsx'
import { PieceActions } from './PieceActions.tsx'
import { PieceEditor } from './PieceEditor.tsx'
import { PieceFacts } from './PieceRow.tsx'

function Trouble({ view: { danger, serious, conversation } }: { readonly view: PieceView }) {
  const { t } = useTranslation()
  if (danger === null && !serious && conversation === null) return null
  return (
    <p className="trouble" data-testid="trouble">
      {(danger !== null || serious) && <><Icon name="attention" /><strong>{t('feedback.trouble')}</strong></>}
      {conversation === null ? <span>{t('feedback.noConversation')}</span> : <PlaceLink to={addressOf(conversation)} className="page-link">{t('feedback.toConversation')}</PlaceLink>}
    </p>
  )
}

function Said({ view }: { readonly view: PieceView }) {
  const { t } = useTranslation()
  const { counted: { legal, scales } } = view
  const rows = [
    ...LEGAL_ITEMS.flatMap((item) => (legal[item] === undefined ? [] : [{ item, said: t(legal[item] ? 'feedback.yes' : 'feedback.no') }])),
    ...SCALES.flatMap((item) => (scales[item] === undefined ? [] : [{ item, said: t('feedback.of5', { n: scales[item] }) }])),
  ]
  return (
    <Panel heading={t('feedback.answers')}>
      {rows.length === 0 ? <p className="quiet">{t('feedback.noAnswers')}</p> : <dl className="feedback-said">{rows.map(({ item, said }) => <div key={item}><dt>{feedbackWord('items', item)}</dt><dd>{said}</dd></div>)}</dl>}
    </Panel>
  )
}

function Words({ view: { words, wordMarks, language, japanese, japaneseMarks, mayShow } }: { readonly view: PieceView }) {
  const { t } = useTranslation()
  return (
    <Panel heading={t('feedback.words')} {...(words !== null && { hint: t(mayShow ? 'feedback.marksHint' : 'feedback.mayNot') })} testid="words">
      {words === null ? <p className="quiet">{t('feedback.noWords')}</p> : (
        <div className="feedback-beside">
          <div><h4>{t('feedback.original')} · {languageName(language)}</h4><Marked text={words} marks={wordMarks} language={language} /></div>
          {language !== 'ja' && <div><h4>{t('feedback.japanese')}</h4>{japanese === null ? <p className="quiet">{t('feedback.untranslated')}</p> : <Marked text={japanese} marks={japaneseMarks} language="ja" />}</div>}
        </div>
      )}
    </Panel>
  )
}

export function PiecePage({ id, me }: { readonly id: string; readonly me: MeView }) {
  const { t } = useTranslation()
  const piece = usePiece(id)
  const moderates = me.may.includes('feedback.moderate')
  return (
    <Page heading={piece.data?.written || t('feedback.unnamed')} actions={<PlaceLink to={PAGES.feedback} className="page-link page-back">{t('feedback.toQueue')}</PlaceLink>} testid="piece-page">
      <Answered query={piece}>
        {(view) => (
          <>
            <section className="panel">
              <p className="item-facts"><span className="tag" data-testid="piece-state">{feedbackWord('tabs', view.state)}</span>{view.reason !== null && <span>{t('feedback.because', { reason: feedbackWord('reasons', view.reason) })}</span>}{view.note !== '' && <span>{view.note}</span>}</p>
              <PieceFacts piece={view} />
              <p className="item-facts quiet">{view.authors.length > 0 && <span>{t('feedback.authors', { names: view.authors.join(', ') })}</span>}{view.decidedBy !== null && <span>{t('feedback.decidedBy', { name: view.decidedBy })}</span>}</p>
              <Trouble view={view} />
            </section>
            <Words view={view} />
            <Said view={view} />
            {moderates && (view.state === 'waiting' || view.state === 'held')
              ? <PieceEditor key={view.id} view={view} />
              : view.shown && <Panel heading={t('feedback.shownText')}><p className="passage-text" lang="ja">{view.shown}</p>{view.suspects.length > 0 && <p className="quiet">{t('feedback.suspects')}: {view.suspects.join(' · ')}</p>}</Panel>}
            {moderates && view.state !== 'waiting' && view.state !== 'held' && <PieceActions view={view} />}
          </>
        )}
      </Answered>
    </Page>
  )
}
