// One cluster of what was not understood: what was written, how often, what it may be about, and what is made of it.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { GapCluster } from '../../../server/api/knowledge.ts'
import type { MeView } from '../../../server/api/staff.ts'
import { withoutFurigana } from '../furigana.ts'
import { show } from '../notices.ts'
import { articleAddress } from '../place.ts'
import { PlaceLink } from '../staff/PlaceLink.tsx'
import { useChange } from '../staff/useChange.ts'
import { dateName } from '../time.ts'
import { languageName } from '../words.ts'
import { GapPhrases } from './GapPhrases.tsx'
import { NewArticle } from './NewArticle.tsx'
import { type GapDecision, decideGaps } from './requests.ts'

const AGAIN = ['gaps', 'articles', 'article']
/** More than these are counted. */
const SHOWN = 4

type Asking = { readonly type: 'new' } | { readonly type: 'phrase' | 'article'; readonly topic: string | null }

export function GapItem({ cluster, me }: { readonly cluster: GapCluster; readonly me: MeView }) {
  const { t } = useTranslation()
  const { gaps, language, topics } = cluster
  const [asking, setAsking] = useState<Asking | null>(null)
  const ids = gaps.map(({ id }) => id)
  const undoing = useChange({ ask: () => decideGaps({ ids, decision: 'open' }), again: AGAIN, told: true, onDone: () => show(t('staff.undone')) })
  const deciding = useChange({
    ask: (decision: GapDecision) => decideGaps(decision), again: AGAIN, told: true,
    onDone: (_value, { decision }) => show(t(decision === 'dismissed' ? 'gap.didDismiss' : 'gap.didPhrase'), 'done', () => undoing.mutate(undefined)),
  })
  const texts = [...new Set(gaps.map(({ text }) => text))]
  const days = gaps.map(({ day }) => day).toSorted()
  const [first] = gaps
  const open = first?.state === 'open'
  const writes = me.may.includes('articles.write')
  return (
    <li className="item item-wide" data-testid="gap">
      <div className="item-text">
        {texts.slice(0, SHOWN).map((text, i) => <span key={text} lang={language ?? undefined} className={i === 0 ? 'gap-text' : 'quiet'}>{text}</span>)}
        {texts.length > SHOWN && <span className="quiet">{t('gap.more', { count: texts.length - SHOWN })}</span>}
        <span className="quiet">
          {[language === null ? t('list.noLanguage') : languageName(language), t('gap.times', { count: gaps.length }), dateName(days.at(-1) ?? '')].join(' · ')}
        </span>
        {!open && <span className="state" data-on={first?.state !== 'dismissed'}>{t(`gap.state.${first?.state ?? 'dismissed'}`)}{first?.topic && <PlaceLink to={articleAddress(first.topic)} className="page-link">{first.topic}</PlaceLink>}{first?.by && ` (${first.by})`}</span>}
      </div>
      {open && writes && (
        <div className="item-actions">
          {topics.map(({ topic, title }) => <Button key={topic} size="compact-md" variant="light" onClick={() => setAsking({ type: 'phrase', topic })} data-testid="gap-topic">{t('gap.means', { title: withoutFurigana(title) })}</Button>)}
          <Button size="compact-md" variant="default" onClick={() => setAsking({ type: 'phrase', topic: null })} data-testid="gap-other">{t('gap.other')}</Button>
          <Button size="compact-md" variant="default" onClick={() => setAsking({ type: 'new' })} data-testid="gap-new">{t('article.new')}</Button>
          <Button size="compact-md" variant="subtle" loading={deciding.isPending} onClick={() => deciding.mutate({ ids, decision: 'dismissed' })} data-testid="gap-dismiss">{t('gap.dismiss')}</Button>
        </div>
      )}
      {!open && writes && <Button size="compact-md" variant="subtle" loading={undoing.isPending} onClick={() => undoing.mutate(undefined)} data-testid="gap-undo">{t('gap.undo')}</Button>}
      {asking?.type === 'new' && <NewArticle onClose={() => setAsking(null)} onBegun={(topic) => setAsking({ type: 'article', topic })} />}
      {asking !== null && asking.type !== 'new' && (
        <GapPhrases
          texts={texts} language={language ?? 'en'} topic={asking.topic ?? ''} fixed={asking.type === 'article'} onClose={() => setAsking(null)}
          onDone={(topic, spoken, phrases) => {
            setAsking(null)
            deciding.mutate({ ids, decision: asking.type, topic, language: spoken, phrases })
          }}
        />
      )}
    </li>
  )
}
