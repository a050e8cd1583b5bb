import {time} from '../../core/words.ts'
import {html, type Markup} from './markup.ts'

/** A time for people and for programs. */
export const moment = (iso: string): Markup => html`<time datetime="${iso}">${time(iso)}</time>`
