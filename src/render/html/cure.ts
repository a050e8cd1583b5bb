import type {Finding} from '../../core/report.ts'
import {html, type Markup, none} from './markup.ts'

type Hint = Finding['hint']

/** What to do and what to run. */
export function cure({do: steps = [], run: commands = []}: Hint): Markup {
  if (steps.length === 0 && commands.length === 0) return none
  const list =
    steps.length > 1 ? html`<ol>${steps.map((step) => html`<li>${step}</li>`)}</ol>` : html`<p>${steps}</p>`
  return html`${list}${commands.map(command)}`
}

/**
 * A command to copy: by selecting it, by its button where scripts run, and by the keyboard without any: the field, shown
 * while it has the focus, is selected when Tab comes to it.
 */
const command = (
  text: string,
): Markup => html`<div class="command"><pre aria-hidden="true"><code>${text}</code></pre>
<input readonly value="${text}" aria-label="Command to copy"><button type="button" hidden>Copy</button><span class="unseen" role="status"></span></div>`
