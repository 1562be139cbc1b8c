// A report as the company sees it, in either language, with its files.
import { useState } from 'react'
import { Button, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ReportLanguage } from '../../../reports/laid-out.ts'
import { Icon } from '../Icon.tsx'
import { Answered } from '../staff/Answered.tsx'
import { deskLanguage } from '../words.ts'
import { useLaidOut } from './reportQueries.ts'
import { FORMATS, fileAddress } from './reportRequests.ts'
import type { Side } from './reportRequests.ts'
import { ReportSheet } from './ReportSheet.tsx'

const isLanguage = (value: string): value is ReportLanguage => value === 'ja' || value === 'en'

interface ReportPreviewProps { readonly side: Side; readonly id: string; readonly revision: number }

export function ReportPreview({ side, id, revision }: ReportPreviewProps) {
  const { t } = useTranslation()
  const [language, setLanguage] = useState<ReportLanguage>(deskLanguage())
  const page = useLaidOut(side, id, language, revision)
  return (
    <>
      <div className="report-bar not-printed">
        <SegmentedControl
          aria-label={t('reports.language')} value={language} onChange={(value) => isLanguage(value) && setLanguage(value)}
          data={[{ value: 'ja', label: '日本語' }, { value: 'en', label: 'English' }]}
        />
        <span className="item-actions">
          {FORMATS.map((format) => (
            <Button key={format} size="compact-md" variant="default" component="a" href={fileAddress(side, id, format, language)} download leftSection={<Icon name="save" />} aria-label={t('reports.download', { format: format.toUpperCase() })} data-testid={`file-${format}`}>{format.toUpperCase()}</Button>
          ))}
          <Button size="compact-md" variant="default" leftSection={<Icon name="print" />} onClick={() => window.print()}>{t('reports.print')}</Button>
        </span>
      </div>
      <Answered query={page}>{(report) => <ReportSheet report={report} />}</Answered>
    </>
  )
}
