// When a line was said: the hour, and the day too unless it is today. Digits are those of the articles and of phones.
/** @jsxImportSource preact */
interface Props { readonly at: string; readonly language: string }

/** The desk's times are Japan's, whatever the phone's clock says. */
const JAPAN = 'Asia/Tokyo'

function isToday(moment: Date): boolean {
  const day = (one: Date) => one.toLocaleDateString('en', { timeZone: JAPAN })
  return day(moment) === day(new Date())
}

export function Moment({ at, language }: Props) {
  const moment = new Date(at)
  if (Number.isNaN(moment.getTime())) return null
  const day: Intl.DateTimeFormatOptions = isToday(moment) ? {} : { month: 'short', day: 'numeric' }
  const shown = moment.toLocaleString(`${language}-u-nu-latn`, { ...day, timeZone: JAPAN, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return <time class="moment" dateTime={at}>{shown}</time>
}
