// A place somebody sent: on a map drawn here, so that no other site learns of it unless the counsellor opens one.
import { useRef } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Place, isInJapan, nearestPrefecture } from './geography.ts'
import { Icon } from '../Icon.tsx'
import { JapanMap } from './JapanMap.tsx'
import { show } from '../notices.ts'
import { deskLanguage } from '../words.ts'

interface SharedLocationProps { readonly place: Place; readonly title: string | null }

export function SharedLocation({ place, title }: SharedLocationProps) {
  const { t } = useTranslation()
  const words = useRef<HTMLElement>(null)
  const coordinates = `${place.latitude.toFixed(6)}, ${place.longitude.toFixed(6)}`
  const near = isInJapan(place) ? nearestPrefecture(place) : null
  const prefecture = near?.prefecture[deskLanguage()]
  // Over plain http the browser has no clipboard for pages: then the text is selected for the keys.
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(coordinates)
      show(t('location.copied'))
    } catch {
      if (words.current) getSelection()?.selectAllChildren(words.current)
      show(t('location.selected'), 'problem')
    }
  }
  return (
    <div className="location" data-testid="location">
      {prefecture !== undefined && <JapanMap place={place} label={t('location.map', { prefecture })} />}
      <div className="location-facts">
        {title !== null && <p className="location-title" data-testid="location-title">{title}</p>}
        <p data-testid="location-near">
          {near === null || prefecture === undefined ? t('location.outside') : t('location.nearest', { prefecture, km: Math.max(1, Math.round(near.km)) })}
        </p>
        <p className="location-numbers">
          <span className="quiet">{t('location.coordinates')}</span> <span ref={words} data-testid="location-coordinates">{coordinates}</span>
          <Button size="compact-xs" variant="default" leftSection={<Icon name="copy" size={13} />} onClick={() => void copy()} data-testid="location-copy">
            {t('location.copy')}
          </Button>
        </p>
        {near !== null && (
          <>
            <p>
              <a href={`https://maps.gsi.go.jp/#16/${place.latitude}/${place.longitude}/`} target="_blank" rel="noopener noreferrer" data-testid="location-open">
                {t('location.open')}<Icon name="open" size={13} />
              </a>
            </p>
            <p className="quiet">{t('location.openNote')}</p>
          </>
        )}
      </div>
    </div>
  )
}
