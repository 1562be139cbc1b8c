// One request that changes something, and what is asked for again afterwards.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Answer } from '../api.ts'
import { need, refusalOf } from '../need.ts'
import { show } from '../notices.ts'
import { refusalWords } from '../words.ts'

interface Change<Input, Result> {
  ask(input: Input): Promise<Answer<Result>>
  /** First words of the queries that are out of date then. */
  readonly again: readonly string[]
  /** A refusal is told in the corner: where there is no form to stand in. */
  readonly told?: boolean
  onDone?(value: Result, input: Input): void
}

export function useChange<Input, Result>({ ask, again, told = false, onDone }: Change<Input, Result>) {
  const client = useQueryClient()
  const renew = () => Promise.all(again.map((key) => client.invalidateQueries({ queryKey: [key] })))
  return useMutation({
    mutationFn: (input: Input) => need(ask(input)),
    onSuccess: async (value, input) => {
      onDone?.(value, input)
      await renew()
    },
    onError: async (error) => {
      if (told) show(refusalWords(refusalOf(error)), 'problem')
      await renew()
    },
  })
}
