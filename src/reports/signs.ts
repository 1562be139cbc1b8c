// What of a finished self-check is counted: indicators of forced labour, and choices that point at none. Nobody's words, and no amounts.
/** A question and a sheet as they are counted; other kinds of questions are not. */
export interface AskedQuestion { readonly id: string; readonly kind: string; readonly choices?: readonly { readonly id: string; readonly indicator?: string | null | undefined }[] | undefined }
export type Chosen = Readonly<Record<string, unknown>>

/** Everything that could be counted. Of yes and no only the yes: both would tell of those who said neither. */
export function signsOf(questions: readonly AskedQuestion[]): string[] {
  return [...new Set(questions.flatMap(({ id, kind, choices = [] }) => (kind === 'many' ? choices.map((choice) => choice.indicator ?? choice.id) : kind === 'yesNo' ? [`${id}.yes`] : [])))]
}

export function signsIn(questions: readonly AskedQuestion[], answers: Chosen): string[] {
  return [...new Set(questions.flatMap(({ id, kind, choices = [] }) => {
    const chosen = choicesOf(answers[id])
    if (kind === 'yesNo') return chosen.includes('yes') ? [`${id}.yes`] : []
    return kind === 'many' ? choices.filter((choice) => chosen.includes(choice.id)).map((choice) => choice.indicator ?? choice.id) : []
  }))]
}

function choicesOf(answer: unknown): readonly unknown[] {
  return typeof answer === 'object' && answer !== null && 'choices' in answer && Array.isArray(answer.choices) ? answer.choices : []
}
