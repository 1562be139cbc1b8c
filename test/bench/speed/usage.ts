// What processes used, as Linux counts it: CPU time of a process with all below it, and memory with what they share divided among them.
import { readdirSync, readFileSync } from 'node:fs'

/** Milliseconds of CPU and bytes, of the process itself and of the PostgreSQL below it. */
export interface Usage { readonly own: number; readonly postgres: number }

interface Process { readonly pid: number; readonly parent: number; readonly name: string; readonly cpuMs: number }

/** A tick of /proc, on every Linux that Node runs on. */
const TICK_MS = 10

/** Linux's line of a process; the name stands in brackets and may hold anything. Times include children that are gone. */
export function readStat(line: string): Process {
  const from = line.indexOf('(')
  const to = line.lastIndexOf(')')
  const rest = line.slice(to + 2).split(' ').map(Number)
  const ticks = [11, 12, 13, 14].reduce((sum, field) => sum + (rest[field] ?? 0), 0)
  return { pid: Number.parseInt(line, 10), name: line.slice(from + 1, to), parent: rest[1] ?? 0, cpuMs: ticks * TICK_MS }
}

function processes(): Process[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    const line = read(`/proc/${pid}/stat`)
    return line === null ? [] : [readStat(line)]
  })
}

/** All below it, and itself. */
function family(root: number): Process[] {
  const children = Map.groupBy(processes(), ({ parent }) => parent)
  const below = (one: Process): Process[] => [one, ...(children.get(one.pid) ?? []).flatMap(below)]
  return [...children.values()].flat().filter(({ pid }) => pid === root).flatMap(below)
}

export function cpuOf(root: number): Usage {
  return split(family(root), ({ cpuMs }) => cpuMs)
}

export function total(usages: readonly Usage[]): Usage {
  return { own: usages.reduce((sum, { own }) => sum + own, 0), postgres: usages.reduce((sum, { postgres }) => sum + postgres, 0) }
}

export function memoryOf(root: number): Usage {
  return split(family(root), ({ pid }) => 1_024 * Number(/^Pss: +(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '')?.[1] ?? 0))
}

function split(all: readonly Process[], of: (one: Process) => number): Usage {
  const sum = (list: readonly Process[]) => list.reduce((so, one) => so + of(one), 0)
  return { own: sum(all.filter(({ name }) => name !== 'postgres')), postgres: sum(all.filter(({ name }) => name === 'postgres')) }
}

/** Null where the process is gone. */
function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
