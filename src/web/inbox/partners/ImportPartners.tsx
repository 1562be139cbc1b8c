// Takes a sheet of partners in two steps: it is checked, row by row, and only a sheet without a mistake can be imported.
import type { ChangeEvent } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../../server/api/partners.ts'
import { FormProblem } from '../FormProblem.tsx'
import { Dialog } from '../staff/Dialog.tsx'
import { useSheetImport } from '../useSheetImport.ts'
import { importPartners } from './partnerRequests.ts'
import { partnerWord } from './partnerWords.ts'

function ProblemLine({ line, column, problem, value }: Problem) {
  const { t } = useTranslation()
  return <li className="item"><span className="tag tag-late">{t('partner.line', { line })}</span><span>{[...(column === null ? [] : [partnerWord('field', column)]), t(`partner.problem.${problem}`, { value })].join(': ')}</span></li>
}

export function ImportPartners({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const { seen, ready, choose, importing, mayGo } = useSheetImport({ take: importPartners, again: 'partners', taken: t('partner.imported'), onClose })
  return (
    <Dialog heading={t('partner.importHeading')} onClose={onClose} testid="import-dialog" stays>
      <p className="quiet">{t('partner.importHint')}</p>
      <label className="file-label">{t('partner.file')} <input type="file" accept=".xlsx,.csv" data-first="" onChange={(event: ChangeEvent<HTMLInputElement>) => void choose(event.currentTarget.files?.[0] ?? null)} /></label>
      {seen && seen.problems.length > 0 && <p role="alert" className="weak">{t('partner.importProblems', { count: seen.problems.length })}</p>}
      {seen && seen.problems.length === 0 && <p role="status" data-testid="import-result">{t('partner.importResult', { added: seen.added, changed: seen.changed, same: seen.same })}</p>}
      {seen && seen.problems.length > 0 && <ul className="items" data-testid="import-problems">{seen.problems.map((problem, i) => <ProblemLine key={i} {...problem} />)}</ul>}
      <FormProblem error={importing.error} />
      <div className="form-end">
        <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
        <Button disabled={!mayGo} loading={importing.isPending} onClick={() => importing.mutate(!ready)} data-testid="import-go">{t(ready ? 'partner.take' : 'partner.check')}</Button>
      </div>
    </Dialog>
  )
}
