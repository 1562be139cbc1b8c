// What topics and answers are called in a report: by the title of their article, without the readings.
import type { ReportLanguage } from '../reports/laid-out.ts'
import { withoutFurigana } from '../knowledge/normalise.ts'
import type { Runtime } from '../runtime.ts'

/** Titles in Easy Japanese part their words; a report does not. */
const PARTED = /(?<=[^\x20-\x7e])\s+|\s+(?=[^\x20-\x7e])/g

export function topicName({ content }: Pick<Runtime, 'content'>, language: ReportLanguage): (key: string) => string | null {
  return (key) => {
    const title = content.articles.get(key)?.articles[language]?.title
    if (title === undefined) return null
    return language === 'ja' ? withoutFurigana(title).replace(PARTED, '') : title
  }
}
