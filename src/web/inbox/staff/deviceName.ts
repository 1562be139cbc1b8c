// What a browser calls itself, in words: "Firefox, Windows".
const BROWSERS: readonly (readonly [string, RegExp])[] = [
  ['Edge', /Edg/], ['Opera', /OPR\//], ['Firefox', /Firefox|FxiOS/], ['Chrome', /Chrome|CriOS/], ['Safari', /Safari/],
]
const SYSTEMS: readonly (readonly [string, RegExp])[] = [
  ['iPhone', /iPhone/], ['iPad', /iPad/], ['Android', /Android/], ['Windows', /Windows/], ['macOS', /Mac OS/], ['ChromeOS', /CrOS/], ['Linux', /Linux/],
]

const first = (table: readonly (readonly [string, RegExp])[], agent: string) =>
  table.filter(([, pattern]) => pattern.test(agent)).slice(0, 1).map(([name]) => name)

/** Empty when nothing is known. */
export const deviceName = (agent: string): string => [...first(BROWSERS, agent), ...first(SYSTEMS, agent)].join(', ')
