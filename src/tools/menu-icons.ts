// The pictures on the six fields of a drawn menu: strokes on a 48 × 48 grid, by the value the field sends.

const ICONS: Readonly<Record<string, string>> = {
  /** A briefcase, and a coin with the yen sign. */
  'topics:labour': `
    <path d="M23 38H9a4 4 0 0 1-4-4V17a4 4 0 0 1 4-4h27a4 4 0 0 1 4 4v5"/><path d="M16 13v-3a4 4 0 0 1 4-4h5a4 4 0 0 1 4 4v3"/><path d="M5 22c6 3.5 12 4.5 18 4"/>
    <circle cx="35" cy="34" r="10"/><path d="m31 28.5 4 5 4-5M35 33.5V40M31.5 34.5h7M31.5 37.5h7" stroke-width="2.2"/>`,
  /** A card with a face and lines. */
  'topics:residence': `
    <rect x="4" y="9" width="40" height="30" rx="4.5"/><circle cx="15.5" cy="20" r="4.2"/><path d="M9 32.5c.4-4 3-6 6.5-6s6.1 2 6.5 6"/>
    <path d="M28 18h10M28 24.5h10M28 31h6"/>`,
  /** A heart with a cross. */
  'topics:medical': `
    <path d="M24 42C13 34.5 5 27.5 5 18a10 10 0 0 1 19-4.5A10 10 0 0 1 43 18c0 9.5-8 16.5-19 24Z"/><path d="M24 17.5v12M18 23.5h12" stroke-width="3.6"/>`,
  /** A list. */
  menu: `
    <rect x="5" y="7" width="8" height="8" rx="2.5"/><rect x="5" y="20" width="8" height="8" rx="2.5"/><rect x="5" y="33" width="8" height="8" rx="2.5"/>
    <path d="M20 11h23M20 24h23M20 37h16"/>`,
  /** A person in a speech bubble. */
  person: `
    <path d="M11 5h26a6 6 0 0 1 6 6v20a6 6 0 0 1-6 6H25l-9 7v-7h-5a6 6 0 0 1-6-6V11a6 6 0 0 1 6-6Z"/><circle cx="24" cy="16.5" r="4.7"/><path d="M15.5 30.5c.5-4.7 4-7 8.5-7s8 2.3 8.5 7"/>`,
  /** A globe. */
  language: `
    <circle cx="24" cy="24" r="19"/><ellipse cx="24" cy="24" rx="8.5" ry="19"/><path d="M5 24h38M8 14.5h32M8 33.5h32"/>`,
}

/** An inline SVG that takes its colour from the text around it. @throws Error when no icon is drawn for this value */
export function menuIcon(value: string): string {
  const strokes = ICONS[value]
  if (!strokes) throw new Error(`no icon is drawn for the menu field ${value}`)
  return `<svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="2.8" stroke-linecap="round" stroke-linejoin="round">${strokes}</svg>`
}
