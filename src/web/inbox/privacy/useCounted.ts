// How many are over, in words: what is counted no further is so many or more.
import { useTranslation } from 'react-i18next'
import { MOST_COUNTED } from '../../../privacy/rules.ts'
import { locale } from '../time.ts'

export function useCounted(): (count: number) => string {
  const { t } = useTranslation()
  return (count) => {
    const number = count.toLocaleString(locale())
    return count < MOST_COUNTED ? number : t('privacy.orMore', { number })
  }
}
