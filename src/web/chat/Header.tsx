// Who this is, in which language, and the way out: always in sight.
/** @jsxImportSource preact */
import { leave } from './exit.ts'
import { ExitPicture, GlobePicture, Mark } from './icons.tsx'
import { type Language, isLanguage, languageNames, languages } from './languages.ts'
import type { Words } from './words.ts'

interface Props { readonly words: Words; readonly language: Language; readonly onPick: (language: Language) => void }

export function Header({ words, language, onPick }: Props) {
  return (
    <header class="header">
      <div class="desk">
        <Mark />
        <div class="desk-words">
          <h1>{words.title}</h1>
          <p class="intro">{words.intro}</p>
        </div>
      </div>
      <LanguagePicker label={words.language} language={language} onPick={onPick} />
      <button type="button" class="exit" aria-describedby="exit-hint" onClick={leave}>
        <span>{words.exit}</span>
        <ExitPicture />
      </button>
    </header>
  )
}

interface PickerProps { readonly label: string; readonly language: Language; readonly onPick: (language: Language) => void }

/** The phone's own list: it works on every phone, and shows every script that the phone has. */
function LanguagePicker({ label, language, onPick }: PickerProps) {
  return (
    <label class="picker">
      <GlobePicture />
      <span class="unseen">{label}</span>
      <select
        value={language}
        lang={language}
        onChange={({ currentTarget }) => { if (isLanguage(currentTarget.value)) onPick(currentTarget.value) }}
      >
        {languages.map((code) => <option key={code} value={code} lang={code}>{languageNames[code]}</option>)}
      </select>
    </label>
  )
}
