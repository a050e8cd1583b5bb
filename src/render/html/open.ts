import type {Report} from '../../core/report.ts'
import {cure} from './cure.ts'
import {html, type Markup, none} from './markup.ts'
import {icon} from './states.ts'

/** What was looked at and could not be told, once for each reason, and what would help to tell. */
export function renderOpen({findings}: Report): Markup {
  const open = findings.filter(({status, because}) => status === 'unknown' && because.length === 0)
  if (open.length === 0) return none
  const reasons = [...Map.groupBy(open, ({message}) => message)].map(([message, those]) => {
    const checks = [...new Set(those.map(({check}) => check))].join(', ')
    return html`<li>${icon('unknown')}<div><p>${message}</p><p class="checks">Not known for it: <code>${checks}</code></p>${cure(those[0]!.hint)}</div></li>`
  })
  return html`<section class="open" aria-labelledby="open"><h2 id="open">Could not be determined</h2><ul>${reasons}</ul></section>
`
}
