import {WindowsFailure} from '../failure.ts'

const name = /^[\w-]+(?:\.[\w-]+)*$/
/** Names that Windows keeps for devices, and what else lies in the folder. */
const notOurs = /^(?:con|prn|aux|nul|com\d|lpt\d|lock)(?:\.|$)|\.new$/i

/** Where a journal is; a name that would lead elsewhere is refused (ERROR_INVALID_NAME). */
export function journalPath(folder: string, journal: string): string {
  if (!isJournal(journal)) throw new WindowsFailure('CreateFileW', 123)
  return `${folder}\\${journal}`
}

const isJournal = (text: string) => text.length <= 100 && name.test(text) && !notOurs.test(text)

export const journalNames = (names: readonly string[]): string[] => names.filter(isJournal)
