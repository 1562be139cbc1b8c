// Keeps the exit and the input in sight while the keyboard is up: iOS lays it over the page instead of shrinking the page.
export function fitToKeyboard(): void {
  const seen = window.visualViewport
  if (!seen) return
  const fit = () => {
    // Zoomed in by two fingers the visible part is small for another reason.
    if (seen.scale > 1.05) return
    document.documentElement.style.setProperty('--seen', `${seen.height}px`)
    if (document.documentElement.scrollTop > 0) scrollTo(0, 0)
  }
  seen.addEventListener('resize', fit)
  seen.addEventListener('scroll', fit)
}
