// The desk's icons, drawn with one pen. They are decoration: what they mean always stands beside them in words.
const PATHS = {
  back: 'M12 4 6 10l6 6',
  check: 'm4 10.5 4 4 8-9',
  close: 'm5 5 10 10M15 5 5 15',
  clock: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14Zm0 3.5V10l2.5 1.8',
  danger: 'M10 3 18 16.5H2L10 3Zm0 5v4m0 2.2v.3',
  attention: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14Zm0 3.5v4.2m0 2.6v.3',
  down: 'M10 4v12m-5-5 5 5 5-5',
  send: 'M3.5 10 16.5 4l-4 12.5-3-5-6-1.5Zm6 1.5 3-3',
  translate: 'M3 5h8M7 3v2m2.5 0C9 8.5 6.5 11 3.5 12M5 7.5c1 2 2.5 3.5 4.5 4.3M10 17l3.5-8 3.5 8m-6-2.6h5',
  keys: 'M3 6h14v9H3V6Zm3 3h.1m2.6 0h.1m2.6 0h.1m2.6 0h.1M7 12h6',
  leave: 'M12 4H5v12h7m-3-6h8m-3-3 3 3-3 3',
  line: 'M10 3.5c4.2 0 7.5 2.6 7.5 6 0 3.6-4 6-7.5 7.5v-1.8c-4.2-.2-7.5-2.6-7.5-5.7 0-3.4 3.3-6 7.5-6Z',
  webchat: 'M3 4h14v9.5H9L5.5 17v-3.5H3V4Zm3.5 3.2h7m-7 3h4.5',
  messenger: 'M10 3c4.2 0 7.3 2.9 7.3 6.7s-3.1 6.7-7.3 6.7a8 8 0 0 1-2.2-.3L5 17.5v-2.7A6.5 6.5 0 0 1 2.7 9.7C2.7 5.9 5.8 3 10 3Zm-4 8 2.8-3 2.5 2 2.9-2',
  email: 'M3 5h14v10.5H3V5Zm0 .5 7 5.5 7-5.5',
  channel: 'M4 10h12m-5-5 5 5-5 5',
  worker: 'M10 3.5a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM4 16.5c.4-3.2 2.8-5 6-5s5.6 1.8 6 5',
  bot: 'M5 7h10v8H5V7Zm5-3v3M8 10.5v.5m4-.5v.5M3 10v2.5m14-2.5v2.5',
  counsellor: 'M4 11.5V10a6 6 0 1 1 12 0v1.5M4 11h2v4H4v-4Zm10 0h2v4h-2v-4Zm1.5 4c0 1.5-1.5 2-3.5 2',
  system: 'M5 3.5h10v13H5v-13Zm2.5 4h5m-5 3h5m-5 3h3',
} as const

export type IconName = keyof typeof PATHS

export const isIcon = (name: string): name is IconName => Object.hasOwn(PATHS, name)

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      className="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false"
      fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
