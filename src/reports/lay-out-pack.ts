// Lays a committee pack out in one language, in the shape that pages and PDFs of reports draw. Pure.
import { crossFigures, gapFigures, cellOf, measureCell, medianCell, outcomeFigures, peopleFigures, quarterLabel, say, themesFigure, trendFigure, workFigures } from './lay-out-figures.ts'
import type { LaidReport, LaidSection } from './laid-out.ts'
import type { PackContent, PackStudy, TrendPoint } from './pack.ts'
import { word } from './words.ts'
import type { FigureLanguage } from './words.ts'

/** `number`, `releasedOn` (a day in Japan): null before it is released. */
export interface PackStanding { readonly state: 'draft' | 'review' | 'released' | 'withdrawn'; readonly number: number | null; readonly releasedOn: string | null; readonly people: string }

export function layOutPack({ numbers, texts, studies, titles }: PackContent, { state, number, releasedOn, people }: PackStanding, trend: readonly TrendPoint[], language: FigureLanguage): LaidReport {
  const around = { language, titles, numbers }
  const told = (key: string, values: Readonly<Record<string, string | number>> = {}) => say(around, key, values)
  const quarter = quarterLabel(numbers.span.from, around)
  const period = word(language, 'statistics.span', { ...numbers.span })
  const released = releasedOn === null ? told('notYet') : told('releasedOn', { day: releasedOn, number: number ?? '' })
  const section = (key: string, figures: LaidSection['figures']): LaidSection => ({ key, heading: told(`section.${key}`), lead: told(`lead.${key}`), figures, verdicts: [] })
  const items = [
    ...(texts.remarks === '' ? [] : [{ key: 'remarks', name: told('remarks'), text: texts.remarks }]),
    ...(texts.proposals === '' ? [] : [{ key: 'proposals', name: told('proposals'), text: texts.proposals }]),
    ...studies.map((study) => ({ key: study.id, name: told('study', { title: study.title }), text: studyText(study, told) })),
  ]
  return {
    language, title: told('title'), company: quarter, period, mark: state === 'released' ? null : told(`mark.${state}`),
    facts: [
      { name: told('releasedName'), text: released }, { name: told('leastName'), text: told('least', { count: numbers.threshold }) },
      { name: told('countedName'), text: numbers.countedOn }, { name: told('byName'), text: people },
    ],
    rolledUp: [],
    sign: { text: told('hidden', { count: numbers.threshold }), meaning: told('hiddenMeans', { count: numbers.threshold, many: numbers.threshold - 1 }) },
    units: [{
      key: 'all', heading: null, lead: '',
      headline: [
        { name: told('people'), cell: cellOf(numbers.people, around), note: '' }, { name: told('contacts'), cell: measureCell(numbers.contacts, around), note: told('rounded') },
        { name: told('matters'), cell: measureCell(numbers.matters, around), note: told('rounded') }, { name: told('firstReply'), cell: medianCell(numbers.firstReply.all, around), note: told('median') },
      ],
      sections: [
        section('trend', [trendFigure(trend, around)]), section('outcomes', outcomeFigures(around)), section('work', workFigures(around)), section('themes', [themesFigure(around)]),
        section('gaps', gapFigures(around)), section('people', peopleFigures(around)), section('macro', crossFigures(around)),
      ],
    }],
    actions: items.length === 0 ? null : { heading: told('section.words'), lead: told('lead.words'), items },
    notes: { heading: told('notes'), paragraphs: [told('noteCounting'), told('noteLots'), told('noteRounding')] },
    foot: [told('foot', { quarter, released }), told('least', { count: numbers.threshold })],
    columns: {
      company: told('title'), period: word(language, 'statistics.period'), unit: '', section: told('part'), figure: told('figureName'), item: told('item'), people: told('people'), share: told('share'), overview: told('title'),
      asTable: word(language, 'numbers.table'),
    },
  }
}

function studyText({ situation, done, outcome, lessons }: PackStudy, told: (key: string) => string): string {
  return ([['situation', situation], ['done', done], ['outcome', outcome], ['lessons', lessons]] as const).filter(([, text]) => text !== '').map(([part, text]) => `${told(`studyPart.${part}`)}: ${text}`).join('\n')
}
