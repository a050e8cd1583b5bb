import {plain} from '../../core/words.ts'
import {hidden} from './hidden.ts'

/** The MFA service forgets the sign-in after so long. */
const codeMs = 180_000

/** The code that a server asks for, typed unseen; null without a terminal, without a code, and too late. */
export async function codeFromTerminal(prompt: string, signal: AbortSignal): Promise<string | null> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return null
  const limit = AbortSignal.any([signal, AbortSignal.timeout(codeMs)])
  try {
    const code = (await hidden(`${plain(prompt) || 'Code'}: `, limit)).trim()
    return code === '' ? null : code
  } catch (error) {
    if (limit.aborted && !signal.aborted) return null
    throw error
  }
}
