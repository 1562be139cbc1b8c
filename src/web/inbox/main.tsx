// Starts the counsellors' desk in the page.
import '@fontsource/noto-sans-myanmar/400.css'
import '@fontsource/noto-sans-myanmar/600.css'
import './mantine.css'
import './inbox.css'
import './list/list.css'
import './thread/thread.css'
import './thread/media.css'
import './thread/channel.css'
import './reply/reply.css'
import './staff/pages.css'
import './cases/cases.css'
import './mediation/mediation.css'
import './library/library.css'
import './partners/partners.css'
import './feedback/feedback.css'
import './staff/account.css'
import './staff/hours.css'
import './staff/staff.css'
import './articles/articles.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { App } from './App.tsx'
import { queryClient } from './queries.ts'
import { adoptTheme, theme } from './theme.ts'
import { startWords } from './words.ts'

adoptTheme()
await startWords()

const root = document.querySelector('#desk')
if (root === null) throw new Error('index.html has no #desk')
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={queryClient}>
        <App />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
