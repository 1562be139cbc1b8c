// Why a form was refused, in words, read out at once.
import { Icon } from './Icon.tsx'
import { refusalOf } from './need.ts'
import { refusalWords } from './words.ts'

export function FormProblem({ error }: { readonly error: Error | null }) {
  return (
    <div role="alert">
      {error !== null && (
        <p className="problem"><Icon name="attention" />{refusalWords(refusalOf(error))}</p>
      )}
    </div>
  )
}
