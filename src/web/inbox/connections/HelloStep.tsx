// The live check: waits for a hello from one's own phone, and shows when it arrived and when it was answered.
import { useEffect, useState } from 'react'
import { Button, Loader } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ConnectionKind, FindingView } from '../../../server/api/connections.ts'
import { Icon } from '../Icon.tsx'
import { QrCode } from '../staff/QrCode.tsx'
import { useChange } from '../staff/useChange.ts'
import { clock } from '../time.ts'
import { silentLines } from './connectWords.ts'
import { listenFromNow, useHeard } from './connectionRequests.ts'

/** A phone is found and a word typed in less. */
const SOON_MS = 60_000

export function HelloStep({ kind, findings }: { readonly kind: ConnectionKind; readonly findings: readonly FindingView[] }) {
  const { t } = useTranslation()
  const [since, setSince] = useState<string | null>(null)
  const [late, setLate] = useState(false)
  const beginning = useChange({ ask: () => listenFromNow(kind), again: [], told: true, onDone: ({ now }) => setSince(now) })
  const heard = useHeard(kind, since).data
  const link = kind === 'line' ? friendLink(findings) : null
  useEffect(() => {
    setLate(false)
    if (since === null) return
    const timer = setTimeout(() => setLate(true), SOON_MS)
    return () => clearTimeout(timer)
  }, [since])
  return (
    <div className="hello">
      {link !== null && (
        <figure className="hello-code">
          <QrCode text={link} label={t('connect.hello.code')} />
          <figcaption className="quiet">{t('connect.hello.scan')}</figcaption>
        </figure>
      )}
      <div className="hello-state" role="status" data-testid="hello-state">
        {since !== null && heard?.received == null && <p className="state" data-on="false"><Loader size="xs" aria-hidden="true" />{t('connect.hello.waiting')}</p>}
        {heard?.received != null && <p className="state" data-on="true"><Icon name="check" />{t('connect.hello.received', { time: clock(heard.received) })}</p>}
        {heard?.received != null && (heard.answered === null
          ? <p className="state" data-on="false"><Loader size="xs" aria-hidden="true" />{t('connect.hello.answering')}</p>
          : <p className="state" data-on="true"><Icon name="check" />{t('connect.hello.answered', { time: clock(heard.answered) })}</p>)}
        {heard?.answered != null && <p>{t('connect.hello.done')}</p>}
      </div>
      {late && heard?.answered == null && (
        <div className="hello-silent">
          <p>{t('connect.hello.silent')}</p>
          <ul>{silentLines(kind).map((line) => <li key={line}>{line}</li>)}</ul>
        </div>
      )}
      <Button
        variant={since === null ? 'filled' : 'default'} loading={beginning.isPending} data-testid="begin-hello"
        onClick={() => { setSince(null); beginning.mutate(undefined) }}
      >
        {t(since === null ? 'connect.hello.begin' : 'connect.hello.again')}
      </Button>
    </div>
  )
}

/** LINE names the account at the end of what it says of it. */
function friendLink(findings: readonly FindingView[]): string | null {
  const id = /@\S+$/.exec(findings.find(({ check }) => check === 'account')?.shown ?? '')?.[0]
  return id === undefined ? null : `https://line.me/R/ti/p/${encodeURIComponent(id)}`
}
