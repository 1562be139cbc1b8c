// Takes a sheet of companies in two steps: it is checked, row by row, with all that would change; only a sheet without a mistake can be imported.
import type { ChangeEvent } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ImportLine, Problem } from '../../../server/api/companies.ts'
import { FormProblem } from '../FormProblem.tsx'
import { Dialog } from '../staff/Dialog.tsx'
import { useSheetImport } from '../useSheetImport.ts'
import { useCompanyNames } from './companyQueries.ts'
import { importCompanies, TEMPLATE } from './companyRequests.ts'
import { companyWord, valueWords, workersWords } from './companyWords.ts'

function ProblemLine({ line, column, problem, value }: Problem) {
  const { t } = useTranslation()
  return <li className="item"><span className="tag tag-late">{t('company.line', { line })}</span><span>{[...(column === null ? [] : [companyWord('field', column)]), t(`company.problem.${problem}`, { value })].join(': ')}</span></li>
}

function ChangedLine({ line: { line, name, isNew, change, workers, codes }, names }: { readonly line: ImportLine; readonly names: ReadonlyMap<string, string> }) {
  const { t } = useTranslation()
  return (
    <li className="item">
      <span className="tag">{t('company.line', { line })}</span>
      <p className="item-text">
        <span className="item-facts"><strong>{name}</strong>{isNew && <span className="tag">{t('company.isNew')}</span>}</span>
        {!isNew && Object.entries(change).map(([field, [before, after]]) => <span key={field}>{companyWord('field', field)}: <del>{valueWords(field, before, names)}</del> → {valueWords(field, after, names)}</span>)}
        {workers && <span className="quiet">{workersWords(workers)}</span>}
        {codes.length > 0 && <span className="quiet">{t('company.codes')}: {codes.join(', ')}</span>}
      </p>
    </li>
  )
}

export function ImportCompanies({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const known = useCompanyNames()
  const names = new Map(known.data?.companies.map(({ id, name }) => [id, name]))
  const { seen, ready, choose, importing, mayGo } = useSheetImport({ take: importCompanies, again: 'companies', taken: t('company.imported'), onClose })
  return (
    <Dialog heading={t('company.importHeading')} onClose={onClose} testid="import-dialog" stays>
      <p className="quiet">{t('company.importHint')}</p>
      <p><a className="page-link" href={TEMPLATE} data-testid="template">{t('company.template')}</a></p>
      <label className="file-label">{t('company.file')} <input type="file" accept=".xlsx,.csv" data-first="" onChange={(event: ChangeEvent<HTMLInputElement>) => void choose(event.currentTarget.files?.[0] ?? null)} /></label>
      {seen && seen.problems.length > 0 && <p role="alert" className="weak">{t('company.importProblems', { count: seen.problems.length })}</p>}
      {seen && seen.problems.length === 0 && <p role="status" data-testid="import-result">{t('company.importResult', { added: seen.added, changed: seen.changed, same: seen.same })}</p>}
      {seen && (
        <ul className="items import-lines" tabIndex={0} aria-label={t('company.preview')} data-testid="import-lines">
          {seen.problems.length > 0 ? seen.problems.map((problem, i) => <ProblemLine key={i} {...problem} />) : seen.lines.map((line) => <ChangedLine key={line.line} line={line} names={names} />)}
        </ul>
      )}
      <FormProblem error={importing.error} />
      <div className="form-end">
        <Button variant="default" onClick={onClose}>{t('staff.cancel')}</Button>
        <Button disabled={!mayGo} loading={importing.isPending} onClick={() => importing.mutate(!ready)} data-testid="import-go">{t(ready ? 'company.take' : 'company.check')}</Button>
      </div>
    </Dialog>
  )
}
