// What stands behind the board's address: a post or a line, or a member.
import { memberIn } from './boardWords.ts'
import { ItemPage } from './ItemPage.tsx'
import { MemberPage } from './MemberPage.tsx'

export function BoardOpened({ id }: { readonly id: string }) {
  const member = memberIn(id)
  return member === null ? <ItemPage id={id} /> : <MemberPage id={member} />
}
