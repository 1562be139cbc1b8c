// Two texts as one: what was taken out is struck through, what was put in is underlined.
import { useTranslation } from 'react-i18next'
import { differenceOf } from './difference.ts'

export function Difference({ before, after, lang }: { readonly before: string; readonly after: string; readonly lang?: string }) {
  const { t } = useTranslation()
  return (
    <p className="difference" lang={lang}>
      {differenceOf(before, after).map(({ text, kind }, index) => {
        if (kind === 'same') return <span key={index}>{text}</span>
        const Tag = kind === 'out' ? 'del' : 'ins'
        return <Tag key={index}><span className="hidden">{t(`article.difference.${kind}`)} </span>{text}</Tag>
      })}
    </p>
  )
}
