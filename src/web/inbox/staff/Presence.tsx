// Whether somebody is at the desk: told by a shape and in words.
import { useTranslation } from 'react-i18next'

interface PresenceProps { readonly person: { readonly present: boolean; readonly away?: boolean; readonly disabled?: boolean } }

export function Presence({ person: { present, away = false, disabled = false } }: PresenceProps) {
  const { t } = useTranslation()
  const state = disabled ? 'disabled' : away ? 'away' : present ? 'present' : 'absent'
  return <span className="presence" data-presence={state}><span className="presence-dot" aria-hidden="true" />{t(`presence.${state}`)}</span>
}
