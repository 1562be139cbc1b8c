// What an expert answered, marked as such. The worker learns of it only when a counsellor passes it on.
import { Button } from '@mantine/core'
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import ja from '../../../../locales/desk/ja.json'
import type { CaseRequest } from '../../../cases/requests.ts'
import type { PanelProps } from '../cases/CasePage.tsx'
import { useAct } from '../cases/caseQueries.ts'
import { Icon } from '../Icon.tsx'
import { show } from '../notices.ts'
import { addressOf, go } from '../place.ts'
import { beginDraft } from '../reply/draft.ts'
import { exactly } from '../time.ts'
import { partnerWord } from './partnerWords.ts'

/** Counsellors write Japanese. */
const kindInJapanese = (kind: string): string => new Map<string, string>(Object.entries(ja.partner.kind)).get(kind) ?? kind

export function ExpertAnswer({ request: { id: request, party, partnerKind, report, passedOnAt }, detail, may }: PanelProps & { readonly request: CaseRequest }) {
  const { t } = useTranslation()
  const { case: { id, conversations } } = detail
  const noting = useAct(id, () => show(t('case.saved')), true)
  const kind = partnerWord('kind', partnerKind)
  const [conversation] = conversations
  const write = (to: string) => {
    beginDraft(to, i18next.t('ask.draft', { kind: kindInJapanese(partnerKind), report, lng: 'ja' }))
    go(addressOf(to))
  }
  return (
    <div className="request-answer" data-testid="expert-answer">
      <p className="item-facts"><Icon name="attention" /><b>{t('ask.answerOf', { name: party.name, kind })}</b></p>
      <p>{report}</p>
      {passedOnAt !== null ? <p className="quiet">{t('ask.passedOn', { time: exactly(passedOnAt) })}</p> : <p className="quiet">{t('ask.answerHint')}</p>}
      {may && passedOnAt === null && (
        <span className="item-actions">
          {conversation && <Button size="compact-sm" variant="light" onClick={() => write(conversation.id)} data-testid="pass-on">{t('ask.passOn')}</Button>}
          <Button size="compact-sm" variant="default" loading={noting.isPending} onClick={() => noting.mutate({ type: 'passOnAnswer', id: request })} data-testid="passed-on">{t('ask.markPassedOn')}</Button>
        </span>
      )}
    </div>
  )
}
