// The views of the list with their counters, and what they are called.
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import ja from '../../../../locales/desk/ja.json'
import type { ViewView } from '../../../server/api/list.ts'
import { need } from '../need.ts'
import { getViews } from './requests.ts'

export const useViews = (wanted = true) =>
  useQuery({ enabled: wanted, queryKey: ['views'], queryFn: () => need(getViews()), refetchInterval: 30_000 })

const isStandard = (id: string): id is Extract<keyof typeof ja.view, string> => Object.hasOwn(ja.view, id)

export function useViewName(): (view: Pick<ViewView, 'id' | 'name'>) => string {
  const { t } = useTranslation()
  return ({ id, name }) => name ?? (isStandard(id) ? t(`view.${id}`) : id)
}
