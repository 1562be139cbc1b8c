// The links that carry a code, one for each way to reach the desk, with their QR codes to take along.
import { useTranslation } from 'react-i18next'
import { Answered } from '../staff/Answered.tsx'
import { Copy } from '../staff/Copy.tsx'
import { QrCode } from '../staff/QrCode.tsx'
import { channelName } from '../words.ts'
import { useLinks } from './companyQueries.ts'
import { qrAddress } from './companyRequests.ts'

export function CodeLinks({ company, code }: { readonly company: string; readonly code: string }) {
  const { t } = useTranslation()
  const links = useLinks(company, code)
  return (
    <div className="code-links" data-testid="code-links">
      <p className="quiet">{t('company.linksHint')}</p>
      <Answered query={links}>
        {({ links: all }) => (
          <ul className="link-list">
            {all.map(({ account, channel, link }) => (
              <li key={account}>
                <h4>{channelName(channel)}</h4>
                {link === null ? <p className="quiet">{t('company.noLink')}</p> : (
                  <>
                    <QrCode text={link} label={t('company.qrOf', { channel: channelName(channel) })} />
                    <Copy text={link} testid={`link-${account}`} />
                    <p className="item-actions"><a className="page-link" href={qrAddress(company, code, account, 'svg')} download aria-label={`${channelName(channel)} ${t('company.svg')}`}>{t('company.svg')}</a><a className="page-link" href={qrAddress(company, code, account, 'png')} download aria-label={`${channelName(channel)} ${t('company.png')}`}>{t('company.png')}</a></p>
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </div>
  )
}
