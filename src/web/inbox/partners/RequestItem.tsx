// One request to a partner: how it stands, what was said, and what one can do about it.
import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type CaseRequest, isLegalMatter, itemsTold } from '../../../cases/requests.ts'
import type { RequestsView } from '../../../server/api/partners.ts'
import { ActButton } from '../cases/ActForm.tsx'
import type { PanelProps } from '../cases/CasePage.tsx'
import { itemNames, yen } from '../cases/caseWords.ts'
import { dateName, exactly } from '../time.ts'
import { languageName } from '../words.ts'
import { ExpertAnswer } from './ExpertAnswer.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { fileAddress } from './partnerRequests.ts'
import { askWord, partnerWord, prefectureName } from './partnerWords.ts'

type Link = RequestsView['links'][number]
interface Props extends PanelProps { readonly request: CaseRequest; readonly link: Link | undefined }

function Facts({ request, link }: Pick<Props, 'request' | 'link'>) {
  const { t } = useTranslation()
  const { kind, day, prefecture, language, openedAt, status, reason, costYen } = request
  const last = openedAt.at(-1)
  const items = itemsTold(request)
  return (
    <>
      <span className="item-facts"><span>{askWord('kind', kind)}</span><span>{prefectureName(prefecture)}</span>{language !== null && <span>{languageName(language)}</span>}{day !== null && <span>{dateName(day)}</span>}<span>{items.length === 0 ? t('ask.anonymous') : itemNames(items)}</span></span>
      <span className="item-facts quiet">
        <span>{exactly(request.at)}</span>{link && status === 'asked' && <span>{askWord('mail', link.mail)}</span>}
        <span>{last === undefined ? t('ask.unopened') : t('ask.opened', { count: openedAt.length, time: exactly(last) })}</span>{costYen !== null && <span>{t('ask.cost', { yen: yen(costYen) })}</span>}
      </span>
      {link?.shut && <span className="term" data-term="expired" role="status">{askWord('shut', link.shut)}</span>}
      {reason !== '' && <span>{reason}</span>}
    </>
  )
}

export function RequestItem({ request, detail, may, link }: Props) {
  const { t } = useTranslation()
  const [linking, setLinking] = useState(false)
  const { case: { id } } = detail
  const { party, partnerKind, status, lines, report, files, kind } = request
  const open = status === 'asked' || status === 'accepted'
  return (
    <li className="item" data-request={status}>
      <p className="item-text">
        <span className="item-facts"><strong>{party.name}</strong><span className="quiet">{partnerWord('kind', partnerKind)}</span><span className={status === 'declined' ? 'tag tag-late' : 'tag'} data-testid="request-status">{askWord('status', status)}</span></span>
        <Facts request={request} link={link} />
        {lines.map((line, i) => <span key={i}><b>{t(line.from === 'partner' ? 'ask.partnerSays' : 'ask.deskSays')}</b> {line.text}</span>)}
      </p>
      {open && (
        <span className="item-actions">
          {may && !link?.shut && lines.at(-1)?.from === 'partner' && <ActButton id={id} testid="reply-request" label={t('ask.reply')} heading={t('ask.replyHeading')} hint={t('ask.replyHint')} fields={[{ name: 'text', label: t('case.text'), kind: 'long' }]} build={(values) => ({ type: 'replyRequest', id: request.id, ...values })} />}
          {may && !link?.shut && <Button size="compact-sm" variant="subtle" onClick={() => setLinking(true)} data-testid="request-link">{t('ask.link')}</Button>}
          <ActButton id={id} testid="withdraw-request" variant="subtle" label={t('ask.withdraw')} named={`${t('ask.withdraw')}: ${party.name}`} heading={t('ask.withdrawHeading')} fields={[{ name: 'reason', label: t('case.reason'), kind: 'long' }]} build={(values) => ({ type: 'withdrawRequest', id: request.id, ...values })} />
        </span>
      )}
      {report !== '' && (isLegalMatter(kind) ? <ExpertAnswer request={request} detail={detail} may={may} /> : <div className="request-answer"><b>{t('ask.report')}</b>{'\n'}{report}</div>)}
      {files.length > 0 && <p className="item-facts">{files.map((file) => <a key={file.id} className="page-link" href={fileAddress(id, request.id, file.id)} target="_blank" rel="noreferrer">{file.name}</a>)}</p>}
      {linking && <LinkDialog id={id} request={request.id} mailable={link?.mail !== 'none'} onClose={() => setLinking(false)} />}
    </li>
  )
}
