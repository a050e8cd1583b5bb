import type {Judged, RadiusTest} from '../../core/radius.ts'
import {accepted, challenged, refused} from './answered.ts'
import {notesOn} from './notes.ts'
import {silent} from './silent.ts'

/** What a test sign-in over RADIUS means. */
export function judge(test: RadiusTest): Judged {
  const judged = verdictOn(test)
  return {...judged, notes: [...judged.notes, ...notesOn(test)]}
}

function verdictOn(test: RadiusTest): Judged {
  const last = test.legs.at(-1)
  switch (last?.ended) {
    case 'accept':
      return accepted(test, last)
    case 'reject':
      return refused(test, last)
    case 'challenge':
      return challenged(test, last)
    default:
      return silent(test, last ?? null)
  }
}
