// The statistics of a span, and the address of the same as a file.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { StatisticsAnswer } from '../../../server/api/statistics.ts'
import type { Preset } from '../../../reports/periods.ts'
import { get } from '../api.ts'
import { need } from '../need.ts'
import { againUntilCounted } from '../staff/Standing.tsx'

/** `day`: one in the span; `from` and `to` of a free one. */
export interface Chosen { readonly preset: Preset; readonly day: string; readonly from: string; readonly to: string }

const query = (chosen: Chosen) => new URLSearchParams({ ...chosen }).toString()

export const useStatistics = (chosen: Chosen) =>
  useQuery({ queryKey: ['statistics', chosen], queryFn: ({ signal }) => need(get<StatisticsAnswer>(`/api/statistics?${query(chosen)}`, signal)), placeholderData: keepPreviousData, refetchInterval: ({ state }) => againUntilCounted(state.data) })

export const fileAddress = (chosen: Chosen, format: 'csv' | 'xlsx', language: string) => `/api/statistics/file?${query(chosen)}&format=${format}&language=${language}`
