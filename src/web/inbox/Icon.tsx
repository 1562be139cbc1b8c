// The desk's icons, drawn with one pen. They are decoration: what they mean always stands beside them in words.
const PATHS = {
  back: 'M12 4 6 10l6 6',
  check: 'm4 10.5 4 4 8-9',
  close: 'm5 5 10 10M15 5 5 15',
  clock: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14Zm0 3.5V10l2.5 1.8',
  danger: 'M10 3 18 16.5H2L10 3Zm0 5v4m0 2.2v.3',
  attention: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14Zm0 3.5v4.2m0 2.6v.3',
  down: 'M10 4v12m-5-5 5 5 5-5',
  up: 'M10 16V4m-5 5 5-5 5 5',
  search: 'M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11Zm4 9.5 4 4',
  filter: 'M3 5h14M5.5 10h9M8 15h4',
  snooze: 'M6 4h8l-8 12h8',
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
  ticks: 'm2 10.8 3.4 3.4 6.4-7.6M9.4 14l.6.6 7-8.2',
  image: 'M3 4h14v12H3V4Zm0 9 4.2-4 3.6 3.4 2-1.8L17 14M12.8 7.4h.1',
  video: 'M3 5h10v10H3V5Zm10 4.2 4-2.4v6.4l-4-2.4',
  audio: 'M4 8v4h3l4 3.5v-11L7 8H4Zm10-.5c1.2 1.5 1.2 3.5 0 5m2-7c2.2 2.7 2.2 6.3 0 9',
  file: 'M5 2.5h6.5L15 6v11.5H5v-15Zm6 .2V6.5h3.8M7.5 10h5m-5 3h5',
  location: 'M10 17.5C6.6 13.6 5 11 5 8.6a5 5 0 0 1 10 0c0 2.4-1.6 5-5 8.9Zm0-7.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4Z',
  discreet: 'M6 13.5h10c-1-1.2-1.3-2.6-1.3-5M12.6 4.3A4.6 4.6 0 0 0 5.5 8.2c0 2.6-.4 4-1.5 5.3h2m2.4 2.2a1.8 1.8 0 0 0 3.2 0M3 3l14 14',
  reply: 'M8 5 4 9l4 4M4 9h7c3 0 5 2 5 6',
  copy: 'M7 7h9v10H7V7Zm-3 6V3h9v1',
  open: 'M11 4h5v5m0-5-7 7M8 5H4v11h11v-4',
  save: 'M10 3v9.5m-4-4 4 4 4-4M4 16.5h12',
  large: 'M4 8V4h4m4 0h4v4m0 4v4h-4m-4 0H4v-4',
  heart: 'M10 16S3.5 12.2 3.5 7.8A3.4 3.4 0 0 1 10 6.4a3.4 3.4 0 0 1 6.5 1.4C16.5 12.2 10 16 10 16Z',
  key: 'M7 8.5a4 4 0 1 1 3.2 3.9L8.5 14H7v1.5H5.5V17H3v-2.6l4.2-4.2A4 4 0 0 1 7 8.5Zm5.3-1h.1',
  shield: 'M10 3 4 5.2v4.3c0 3.6 2.5 6 6 7.5 3.5-1.5 6-3.9 6-7.5V5.2L10 3Zm-2.5 7 1.8 1.8 3.4-4',
  plus: 'M10 4v12M4 10h12',
  print: 'M6 8V3.5h8V8M6 14H3.5V8h13v6H14m-8-2h8v4.5H6V12Z',
  entry: 'M11 4h5v12h-5M3 10h9m-3-3 3 3-3 3',
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
