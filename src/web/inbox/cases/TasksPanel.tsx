// What comes next: the clocks that run, and tasks with their day, done, put off with a reason, or coming again.
import { useTranslation } from 'react-i18next'
import { CLOCKS } from '../../../cases/clock.ts'
import { dateBefore, exactly } from '../time.ts'
import { Panel } from '../staff/Page.tsx'
import { ActButton } from './ActForm.tsx'
import type { PanelProps } from './CasePage.tsx'
import { taskName, word } from './caseWords.ts'
import { Due } from './Due.tsx'

export function TasksPanel({ detail, may }: PanelProps) {
  const { t } = useTranslation()
  const { case: { id }, state } = detail
  const open = may || state.closing !== null
  const running = CLOCKS.flatMap((name) => { const clock = state.clocks[name]; return clock ? [{ name, clock }] : [] })
  const kinds = (['followUp', 'check', 'review'] as const).map((value) => ({ value, label: word('whats', value) }))
  const adding = (
    <ActButton
      id={id} testid="add-task" label={t('case.addTask')}
      fields={[
        { name: 'kind', label: t('case.taskKind'), kind: 'choice', choices: kinds }, { name: 'what', label: t('case.taskWhat') },
        { name: 'day', label: t('case.day'), kind: 'day', initial: dateBefore(-7) }, { name: 'everyDays', label: t('case.everyDays'), kind: 'number', optional: true },
      ]}
      build={({ everyDays, ...values }) => ({ type: 'addTask', ...values, everyDays: everyDays === '' || everyDays === undefined ? null : Number(everyDays) })}
    />
  )
  return (
    <Panel heading={t('case.tasks')} actions={may ? adding : undefined} testid="tasks">
      {state.tasks.length + running.length === 0 ? <p className="quiet">{t('case.noTasks')}</p> : (
        <ul className="items">
          {running.map(({ name, clock }) => (
            <li key={name} className="item">
              <p className="item-text"><strong>{word('whats', name)}</strong><span className="item-facts"><Due at={clock.dueAt} what={name} /><span className="quiet">{exactly(clock.dueAt)}</span></span></p>
            </li>
          ))}
          {state.tasks.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1)).map((task) => (
            <li key={task.id} className="item">
              <p className="item-text">
                <strong>{taskName(task)}</strong>
                <span className="item-facts"><Due at={task.dueAt} what={task.kind} /><span className="quiet">{exactly(task.dueAt)}</span>{task.everyDays !== null && <span className="quiet">{t('case.every', { days: task.everyDays })}</span>}{task.missed && <span className="weak">{t('case.missed')}</span>}</span>
              </p>
              {open && (
                <span className="item-actions">
                  <ActButton id={id} testid={`done-${task.kind}`} label={t('case.done')} heading={t('case.doneHeading')} named={`${t('case.done')}: ${taskName(task)}`} fields={[{ name: 'result', label: t('case.result'), kind: 'long' }]} build={(values) => ({ type: 'finishTask', id: task.id, ...values })} />
                  <ActButton id={id} testid="snooze" variant="subtle" label={t('case.snooze')} heading={t('case.snoozeHeading')} fields={[{ name: 'day', label: t('case.day'), kind: 'day', initial: dateBefore(-1) }, { name: 'reason', label: t('case.reason'), kind: 'long' }]} build={(values) => ({ type: 'snooze', id: task.id, ...values })} />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
