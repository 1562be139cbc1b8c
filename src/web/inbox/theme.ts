// The desk's colours and shapes: deep teal, warm greys, ochre for what needs a look, red for danger alone.
import {
  type CSSVariablesResolver, DEFAULT_THEME, type MantineColorsTuple,
  convertCssVariables, createTheme, defaultCssVariablesResolver, mergeMantineTheme,
} from '@mantine/core'

const teal: MantineColorsTuple = [
  '#edf6f4', '#d9ebe8', '#b3d7d2', '#86bfb9', '#59a39e', '#378582', '#1f6c6b', '#12585a', '#0d4749', '#083538',
]
const gray: MantineColorsTuple = [
  '#faf9f6', '#f4f2ee', '#eae7e1', '#dedad2', '#c6c0b5', '#9d968a', '#6f695f', '#575249', '#3b3731', '#25221e',
]
const dark: MantineColorsTuple = [
  '#ece8e1', '#cfc9bf', '#aaa398', '#857e73', '#4b463f', '#3a3631', '#2b2824', '#211f1c', '#1a1816', '#131210',
]
const ochre: MantineColorsTuple = [
  '#fdf6e6', '#f8ebcb', '#efd699', '#e3bd62', '#d3a138', '#b4831f', '#946914', '#7a540c', '#624208', '#4a3105',
]
const red: MantineColorsTuple = [
  '#fdefed', '#fadcd8', '#f3b6af', '#ea8b81', '#df6155', '#cf3f33', '#bd2a21', '#a81f19', '#8a1813', '#6a110d',
]

export const theme = createTheme({
  colors: { teal, gray, dark, ochre, red },
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 6 },
  black: '#25221e',
  fontFamily: '"Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "Yu Gothic UI", "Meiryo", system-ui, sans-serif',
  headings: { fontFamily: 'inherit', fontWeight: '650' },
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  lineHeights: { xs: '1.5', sm: '1.55', md: '1.65', lg: '1.6', xl: '1.5' },
  radius: { xs: '3px', sm: '6px', md: '9px', lg: '12px', xl: '18px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
})

const resolver: CSSVariablesResolver = (merged) => {
  const { variables, light, dark: night } = defaultCssVariablesResolver(merged)
  return {
    variables,
    light: {
      ...light,
      '--mantine-color-body': gray[1],
      '--mantine-color-error': ochre[7],
      '--mantine-color-placeholder': gray[6],
      '--mantine-color-default-border': gray[4],
    },
    dark: {
      ...night,
      '--mantine-color-body': dark[8],
      '--mantine-color-error': ochre[3],
      '--mantine-color-placeholder': dark[2],
      '--mantine-color-teal-light': '#1a3634',
      '--mantine-color-teal-light-hover': '#214442',
      '--mantine-color-teal-light-color': teal[2],
    },
  }
}

/** Mantine would write these into a <style> element, which our content security policy refuses; an adopted sheet is allowed. */
export function adoptTheme(): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(convertCssVariables(resolver(mergeMantineTheme(DEFAULT_THEME, theme)), ':root'))
  document.adoptedStyleSheets.push(sheet)
}
