// The menus a platform shows beside the conversation, in every language: the buttons a worker needs before anything is said.
import type { MenuTexts } from '../../channels/contract.ts'
import { LANGUAGES } from '../knowledge/languages.ts'
import type { Content } from './content.ts'

/** In the order of the drawn menu: two rows of three. Values are addresses in the flow. */
const MENU = [
  { value: 'topics:labour', key: 'theme.labour' },
  { value: 'topics:residence', key: 'theme.residence' },
  { value: 'topics:medical', key: 'theme.medical' },
  { value: 'menu', key: 'choice.menu' },
  { value: 'person', key: 'choice.person' },
  { value: 'language', key: 'choice.language' },
] as const

/** Questions offered before the first message: what is asked most, and a person. */
const STARTERS = ['labour.unpaid-wages', 'residence.renewal', 'labour.dismissal'] as const

export function menuTexts(content: Content): MenuTexts[] {
  return LANGUAGES.map((language) => ({
    language,
    greeting: content.words(language, 'welcome.short'),
    menu: MENU.map(({ value, key }) => ({ value, label: content.words(language, key) })),
    starters: [
      ...STARTERS.flatMap((topic) => {
        const article = content.articles.get(topic)
        return article ? [{ value: `answer:${topic}`, label: article.articles[language].title }] : []
      }),
      { value: 'person', label: content.words(language, 'choice.person') },
    ],
  }))
}
