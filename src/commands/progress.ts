import {visible} from '../core/words.ts'

interface Terminal {
  isTTY?: boolean
  columns?: number
  write(text: string): unknown
}

/** A look that takes less than this is not worth a word, in milliseconds. */
const patienceMs = 400
const clear = '\r\u001b[2K'

/** One line on a terminal that says what is waited for; nothing anywhere else. */
export function progress(terminal: Terminal) {
  if (!terminal.isTTY) return {update() {}, end() {}}
  let waitingFor: readonly string[] = []
  const started = Date.now()
  const show = () => {
    const [first, ...others] = waitingFor
    if (!first) return
    const more = others.length > 0 ? ` and ${others.length} more` : ''
    const line = `Waiting for ${first}${more} … ${Math.round((Date.now() - started) / 1000)} s`
    terminal.write(clear + visible(line).slice(0, (terminal.columns ?? 80) - 1))
  }
  const timer = setInterval(show, patienceMs)
  return {
    update(now: readonly string[]) {
      waitingFor = now
      // Somebody else has the terminal now.
      if (now.length === 0) terminal.write(clear)
    },
    end() {
      clearInterval(timer)
      terminal.write(clear)
    },
  }
}
