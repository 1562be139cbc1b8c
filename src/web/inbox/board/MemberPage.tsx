// A member of the mutual help board: how they stand, and everything moderators have done about them.
import { useTranslation } from 'react-i18next'
import { PAGES } from '../place.ts'
import { Answered } from '../staff/Answered.tsx'
import { Page, Panel } from '../staff/Page.tsx'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { useChange } from '../staff/useChange.ts'
import { languageName } from '../words.ts'
import { decideMember, useMember } from './boardRequests.ts'
import { boardWord, moment } from './boardWords.ts'
import { Decisions } from './Decisions.tsx'

const actWord = (act: string) => (boardWord('decisions', act) === act ? boardWord('standingDecisions', act) : boardWord('decisions', act))

export function MemberPage({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const member = useMember(id)
  const deciding = useChange({ ask: (decision: Parameters<typeof decideMember>[1]) => decideMember(id, decision), again: ['board'] })
  return (
    <Page heading={member.data?.nickname || t('board.member')} actions={<PlaceLink to={PAGES.board} className="page-link page-back">{t('board.toQueue')}</PlaceLink>} testid="board-member-page">
      <Answered query={member}>
        {(view) => (
          <>
            <section className="panel">
              <p className="item-facts">
                <span className="tag" data-testid="standing">{boardWord('standings', view.state)}</span>
                {view.until !== null && view.askedBy === null && <span>{t('board.until', { at: moment(view.until) })}</span>}
                {view.reason !== null && view.state !== 'active' && <span>{t('board.because', { reason: boardWord('rules', view.reason) })}</span>}
                {view.trained && <span className="tag">{t('board.trained')}</span>}
              </p>
              <p className="item-facts quiet"><span>{languageName(view.language)}</span><span>{t('board.joined', { at: moment(view.joinedAt) })}</span><span>{t('board.posts', { n: view.posts })}</span><span>{t('board.reported', { n: view.reports })}</span></p>
              {view.askedBy !== null && view.state === 'suspended' && <p><strong>{t('board.proposedBy', { name: view.askedBy })}</strong> {t('board.needsSecond')}</p>}
            </section>
            <Decisions key={view.acts.length} offered={view.offered} words="standingDecisions" withReason={['warn', 'suspend', 'askClose']} withDays={['suspend', 'keep']} pending={deciding.isPending} error={deciding.error}
              onDecide={({ decision, reason, note, days }, done) => deciding.mutate({ decision, ...(reason !== null && { reason }), note, days }, { onSuccess: done })} />
            <Panel heading={t('board.history')} testid="board-history">
              {view.acts.length === 0 ? <p className="quiet">{t('board.noHistory')}</p> : (
                <ul className="items">{view.acts.map(({ act, reason, note, by, at, undone, title }) => (
                  <li key={`${at} ${act}`} className="item"><p className="item-text">
                    <span><strong>{actWord(act)}</strong>{undone && ` (${t('board.undone')})`} {title} {reason !== null && t('board.because', { reason: boardWord('rules', reason) })} {note}</span>
                    <span className="quiet">{by} · {moment(at)}</span>
                  </p></li>
                ))}</ul>
              )}
            </Panel>
          </>
        )}
      </Answered>
    </Page>
  )
}
