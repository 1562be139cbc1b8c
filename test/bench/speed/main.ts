// npm run bench: the desk beside a plain echo, a botbuilder echo and the floor, in turns, on this machine. Prints the ratios and writes
// them into docs/performance.md. `-- --rounds 1 --webhooks 1000` for a quick look, `--only echo,desk` for some of them.
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { CONTESTANTS, signal, start, stop } from './contestants.ts'
import type { Running } from './contestants.ts'
import { openLedger } from './ledger.ts'
import { run } from './load.ts'
import { measure } from './measure.ts'
import type { Round, Size } from './measure.ts'
import { page, writePage } from './page.ts'
import { firstAnswers } from './first-answer.ts'
import { openSurroundings } from './surroundings.ts'

const { values } = parseArgs({ options: {
  rounds: { type: 'string', default: '5' }, webhooks: { type: 'string', default: '3000' }, users: { type: 'string', default: '1000' }, rate: { type: 'string', default: '200' },
  seconds: { type: 'string', default: '5' }, burst: { type: 'string', default: '2000' }, only: { type: 'string', default: '' }, dry: { type: 'boolean', default: false },
  profile: { type: 'string', default: '' },
} })
const size: Size = { webhooks: Number(values.webhooks), users: Number(values.users), rate: Number(values.rate), seconds: Number(values.seconds), burst: Number(values.burst) }
const chosen = CONTESTANTS.filter(({ name }) => values.only === '' || values.only.split(',').includes(name))
/** Until the compiler has seen everything, and every person has been met. */
const WARM_UP = 2
/** Whoever is stopped with results not yet on disk finds its leases over when it goes on, and asks the platform once more. */
const SETTLE_MS = 3_000

const surroundings = await openSurroundings()
const ledger = await openLedger()
const running: Running[] = []
try {
  if (surroundings.redis === null) process.stdout.write('redis-server is not installed: the desk uses PostgreSQL for its queue too\n')
  for (const contestant of chosen) {
    const one = await start(contestant, { ...surroundings, platform: ledger.platform }, values.profile === '' ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`])
    running.push(one)
    for (let time = 0; time < WARM_UP; time++) await run({ port: one.port, protocol: contestant.protocol, ledger }, { webhooks: size.users, users: size.users, connections: 32, pace: 'flat out' })
    await sleep(SETTLE_MS)
    signal(one, 'SIGSTOP')
  }
  const rounds = new Map<string, Round[]>(running.map(({ contestant }) => [contestant.name, []]))
  for (let round = 1; round <= Number(values.rounds); round++) {
    for (const one of running) {
      // Who is not measured stands still.
      signal(one, 'SIGCONT')
      const figures = await measure(one, size, ledger, surroundings)
      await sleep(SETTLE_MS)
      signal(one, 'SIGSTOP')
      rounds.get(one.contestant.name)?.push(figures)
      process.stdout.write(`${round} ${one.contestant.name}: ${Math.round(figures.repliesPerSecond)} replies/s, ack p99 ${figures.ackP99.toFixed(1)} ms, in a burst ${figures.burstAckP99.toFixed(0)} ms, ${(figures.cpu.own + figures.cpu.postgres + figures.cpu.redis).toFixed(2)} ms CPU, lost ${figures.lost}, not acknowledged ${figures.unacknowledged}\n`)
    }
  }
  await Promise.all(running.map(stop))
  const written = page(chosen, rounds, size, values.only === '' ? await firstAnswers(ledger) : [], ledger.refused())
  process.stdout.write(`\n${written}\n`)
  if (!values.dry && values.only === '') writePage(written)
} finally {
  await Promise.all(running.map(stop))
  ledger.close()
  await surroundings.close()
}
