// One post, or one line of a private thread: the original beside its translation, who reported it and why, and what may be decided.
import { useTranslation } from 'react-i18next'
import type { BoardItem } from '../../../server/api/board.ts'
import { PAGES } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page, Panel } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { useChange } from '../staff/useChange.ts'
import { languageName } from '../words.ts'
import { ItemFacts } from './BoardPage.tsx'
import { decideItem, useItem } from './boardRequests.ts'
import { boardWord, memberAddress, moment } from './boardWords.ts'
import { Decisions } from './Decisions.tsx'

function Words({ item: { type, title, text, language, japaneseTitle, japanese } }: { readonly item: BoardItem }) {
  const { t } = useTranslation()
  return (
    <Panel heading={t(type === 'line' ? 'board.line' : 'board.post')} testid="board-words">
      <div className="feedback-beside">
        <div><h4>{t('board.original')} · {languageName(language)}</h4>{type === 'post' && <p lang={language} dir="auto"><strong>{title}</strong></p>}<p className="passage-text" lang={language} dir="auto">{text}</p></div>
        {language !== 'ja' && <div><h4>{t('board.japanese')}</h4>{japanese === null ? <p className="quiet">{t('board.untranslated')}</p> : <>{japaneseTitle !== null && <p lang="ja"><strong>{japaneseTitle}</strong></p>}<p className="passage-text" lang="ja">{japanese}</p></>}</div>}
      </div>
    </Panel>
  )
}

export function ItemPage({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const item = useItem(id)
  const deciding = useChange({ ask: (decision: Parameters<typeof decideItem>[1]) => decideItem(id, decision), again: ['board'] })
  return (
    <Page heading={item.data?.title ?? t('board.post')} actions={<PlaceLink to={PAGES.board} className="page-link page-back">{t('board.toQueue')}</PlaceLink>} testid="board-item-page">
      <Answered query={item}>
        {(view) => (
          <>
            <section className="panel">
              <ItemFacts line={view} />
              <p className="item-facts quiet">
                <PlaceLink to={memberAddress(view.member)} className="page-link" testid="board-member">{view.nickname || t('board.hasLeft')}</PlaceLink>
                {view.prefecture !== '' && <span>{view.prefecture}</span>}{view.startsAt !== null && <span>{t('board.starts', { at: moment(view.startsAt) })}</span>}
                {view.reason !== null && <span>{t('board.because', { reason: boardWord('rules', view.reason) })}</span>}
              </p>
            </section>
            <Words item={view} />
            {view.open.length > 0 && <Panel heading={t('board.openReports')} testid="board-reports"><ul className="items">{view.open.map(({ reason, text, at }) => <li key={at} className="item"><p className="item-text"><span><strong>{boardWord('reports', reason)}</strong> {text}</span><span className="quiet">{moment(at)}</span></p></li>)}</ul></Panel>}
            <Decisions key={view.revision} offered={view.offered} words="decisions" withReason={['hold', 'remove']} pending={deciding.isPending} error={deciding.error}
              onDecide={({ decision, reason, note }, done) => deciding.mutate({ revision: view.revision, decision, ...(reason !== null && { reason }), note }, { onSuccess: done })} />
            <p className="quiet">{t('board.told')}</p>
          </>
        )}
      </Answered>
    </Page>
  )
}
