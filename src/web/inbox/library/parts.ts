// The parts of a case study, and what the pages call them.

export const PART_NAMES = { title: 'library.title', situation: 'library.situation', done: 'library.done', outcome: 'library.outcomeText', lessons: 'library.lessons' } as const
