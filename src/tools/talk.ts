// Converse with the flows in the terminal: `npm run talk -- --language vi`. The very code of the desk, without a database.
import { resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import type { Choice, InboundEvent } from '../../channels/contract.ts'
import { webchat } from '../../channels/webchat/index.ts'
import { loadContent } from '../gateway/content.ts'
import { NEW_CONVERSATION, takeTurn } from '../gateway/turn.ts'
import type { ConversationState, Given } from '../gateway/turn.ts'
import { isLanguage } from '../knowledge/languages.ts'

const content = loadContent(resolve(import.meta.dirname, '../..'))
const language = process.argv[process.argv.indexOf('--language') + 1] ?? ''
if (process.argv.includes('--language') && !isLanguage(language)) {
  process.stderr.write('--language is one of ja en zh vi tl id my pt es\n')
  process.exit(2)
}

/** Somebody is always there: what is tried here does not depend on when. */
const ALWAYS = Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, [['00:00', '24:00']] as const]))
const given: Given = { content, channel: webchat.type, capabilities: webchat.capabilities, newCode: '123456789', proof: null, joined: false, hours: () => ALWAYS }
let state: ConversationState = { ...NEW_CONVERSATION, language: isLanguage(language) ? language : null }
let buttons: readonly Choice[] = []
let count = 0

process.stdout.write('Write as a worker would. A number taps that button; Ctrl-D ends.\n')
happens({ type: 'joined' })
const input = createInterface({ input: process.stdin, output: process.stdout, prompt: '\n> ' })
input.prompt()
for await (const typed of input) {
  const tapped = buttons[Number(typed) - 1]
  if (tapped) happens({ type: 'choice', value: tapped.value, label: tapped.label })
  else if (typed.trim() !== '') happens({ type: 'message', message: `m${count}`, content: { type: 'text', text: typed } })
  input.prompt()
}

type Happening = { type: 'joined' } | { type: 'choice'; value: string; label: string } | { type: 'message'; message: string; content: { type: 'text'; text: string } }

function happens(what: Happening): void {
  const event: InboundEvent = { id: `e${++count}`, person: 'you', at: new Date(0).toISOString(), redelivered: false, ...what }
  const turn = takeTurn(state, event, given)
  for (const effect of turn.effects) {
    if (effect.type === 'log' && effect.danger) note(`danger: ${effect.danger.kind} (${effect.danger.words.join(', ')})`)
    if (effect.type !== 'say') continue
    for (const line of effect.lines) process.stdout.write(`\n${line.text}\n`)
    buttons = effect.lines.flatMap(({ choices }) => choices)
    buttons.forEach(({ label }, i) => process.stdout.write(`  [${i + 1}] ${label}\n`))
  }
  if (turn.state.language !== state.language) note(`language: ${turn.state.language}`)
  if (turn.state.handling !== state.handling) note(`now answers: ${turn.state.handling}`)
  if (turn.effects.every(({ type }) => type !== 'say')) note('the bot is silent: a person has the conversation')
  state = turn.state
}

function note(text: string): void {
  process.stdout.write(`  (${text})\n`)
}
