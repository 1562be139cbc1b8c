// The quick exit: wipes what this page kept, blanks it at once, and puts a neutral page in its place.
import { neutralPage, tellHost } from './host.ts'
import { wipeFiles } from './kept-files.ts'
import { sleep } from './pause.ts'
import { onDroppedElsewhere, recall, wipe } from './storage.ts'

/** A page that is left at once may take the wiping of its files with it: this long, blank, it waits. */
const wipeTakes = 400

/** Blank first: without a network, or with a slow one, the old page would stay in sight until the new one answers. */
export function leave(): void {
  const withFiles = recall('files') !== null
  const gone = wipeFiles().catch(() => {})
  wipe()
  document.body.textContent = ''
  document.title = new URL(neutralPage).hostname
  if (withFiles) void Promise.race([gone, sleep(wipeTakes)]).then(goAway)
  else goAway()
}

function goAway(): void {
  if (parent === window) {
    location.replace(neutralPage)
    return
  }
  tellHost('leave')
  try {
    top?.location.replace(neutralPage)
  } catch {
    // The browser wants a tap before a frame may move the whole tab: the embed script does it instead.
  }
}

const within = 2000

/** Shift three times within two seconds, with nothing typed in between (capital letters must not leave). */
export function watchForExit(): void {
  let presses: number[] = []
  addEventListener('keydown', (event) => {
    if (event.key !== 'Shift') {
      presses = []
      return
    }
    if (event.repeat) return
    presses = [...presses.filter((at) => event.timeStamp - at < within), event.timeStamp]
    if (presses.length >= 3) leave()
  })
  // Whoever leaves in one tab leaves in all of them.
  onDroppedElsewhere('conversation', leave)
}
