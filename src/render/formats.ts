import type {Report} from '../core/report.ts'
import {jsonText} from '../core/words.ts'
import type {Look} from './style.ts'

/** Makes a whole document of a report, and of nothing else. */
export type Render = (report: Report, look: Look) => string

/** The formats of a report by the name that `--format` takes; each is loaded only where it is asked for. */
export const formats: Readonly<Record<string, () => Promise<Render>>> = {
  text: async () => (await import('./text.ts')).renderText,
  json: async () => (report) => `${jsonText(report)}\n`,
  html: async () => (await import('./html/page.ts')).renderHtml,
  junit: async () => (await import('./junit.ts')).renderJunit,
  tap: async () => (await import('./tap.ts')).renderTap,
  markdown: async () => (await import('./markdown.ts')).renderMarkdown,
  prometheus: async () => (await import('./prometheus.ts')).renderPrometheus,
  nagios: async () => (await import('./nagios.ts')).renderNagios,
}
