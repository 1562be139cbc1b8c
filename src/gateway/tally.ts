// Counts automatic answers where machines may be at the other end, so that two of them do not answer each other for ever.
import type { Account } from '../runtime.ts'
import { answeredLately, noteAnswers } from '../store/answers.ts'
import type { Addressee } from '../store/answers.ts'
import type { Statements } from '../store/database.ts'
import type { ConversationRow } from '../store/turns.ts'

export interface Tally {
  /** Enough was answered to this person for now. */
  isMuted(conversation: ConversationRow): boolean
  /** Another answer goes out. */
  count(conversation: ConversationRow): void
  save(): Promise<void>
}

export async function openTally(tx: Statements, accounts: ReadonlyMap<string, Account>, conversations: readonly ConversationRow[]): Promise<Tally> {
  const limitOf = ({ account_id }: ConversationRow) => accounts.get(account_id)?.channel.capabilities.answersInTenMinutes ?? null
  const addresseeOf = ({ account_id: account, address }: ConversationRow): Addressee => ({ account, address })
  const before = await answeredLately(tx, conversations.filter((one) => limitOf(one) !== null).map(addresseeOf))
  const now: Addressee[] = []
  return {
    isMuted(conversation) {
      const [limit, who] = [limitOf(conversation), addresseeOf(conversation)]
      return limit !== null && before(who) + now.filter(({ account, address }) => account === who.account && address === who.address).length >= limit
    },
    count(conversation) {
      if (limitOf(conversation) !== null) now.push(addresseeOf(conversation))
    },
    save: () => noteAnswers(tx, now),
  }
}
