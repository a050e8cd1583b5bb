import {statuses} from '../core/outcome.ts'
import type {Finding, Report, RootCause} from '../core/report.ts'
import {plain} from '../core/words.ts'

type Labels = Readonly<Record<string, string>>
/** A gauge: its name, what it means, and its samples. */
type Gauge = readonly [name: string, help: string, samples: readonly Sample[]]
type Sample = readonly [labels: Labels, value: number]

/** The report as Prometheus' text exposition 0.0.4, for the textfile collector of node_exporter. */
export const renderPrometheus = (report: Report): string =>
  gauges(report)
    .filter(([, , samples]) => samples.length > 0)
    .map(exposed)
    .join('')

function gauges(report: Report): readonly Gauge[] {
  const {status, exit, at, asOf, tookMs, tool, rootCauses} = report
  return [
    ['info', 'The npsmfa that looked.', [[{version: tool.version}, 1]]],
    ['run_timestamp_seconds', 'When the evidence was gathered.', [[{}, seconds(at)]]],
    [
      'as_of_timestamp_seconds',
      'The day as of which it is judged, where that is another.',
      asOf === undefined ? [] : [[{}, seconds(asOf)]],
    ],
    ['run_duration_seconds', 'How long the run took.', [[{}, tookMs / 1000]]],
    [
      'healthy',
      'Whether nothing is red and everything could be determined.',
      [[{}, Number(status === 'healthy')]],
    ],
    ['exit_status', 'Exit status of the run: 0 healthy, 1 red, 3 undetermined.', [[{}, exit]]],
    ['check_status', 'The status of each check, 1 for the one it has.', report.findings.flatMap(states)],
    ['root_cause_info', 'What is wrong, and who must act.', rootCauses.map((c) => [named(c), 1])],
    [
      'root_cause_since_timestamp_seconds',
      'Since when it is wrong, where that is known.',
      rootCauses.flatMap(when('since')),
    ],
    [
      'root_cause_last_good_timestamp_seconds',
      'The last sign-in that worked before, where one was seen.',
      rootCauses.flatMap(when('lastGood')),
    ],
  ]
}

const seconds = (iso: string) => Date.parse(iso) / 1000

const states = ({check, area, user = '', status}: Finding): Sample[] =>
  statuses.map((each) => [{check, area, user, status: each}, Number(each === status)])

const named = ({code, owner, status, scope}: RootCause): Labels => ({code, owner, status, scope})

const when =
  (which: 'since' | 'lastGood') =>
  (cause: RootCause): Sample[] => {
    const iso = cause[which]
    return iso === null ? [] : [[{code: cause.code, scope: cause.scope}, seconds(iso)]]
  }

/** A series may be there once only, or the collector refuses the file; of two the one that says more counts. */
function exposed([name, help, samples]: Gauge): string {
  const full = `npsmfa_${name}`
  const series = new Map<string, number>()
  for (const [labels, value] of samples) {
    const key = full + labelled(labels)
    series.set(key, Math.max(value, series.get(key) ?? value))
  }
  const lines = [...series].map(([key, value]) => `${key} ${value}\n`)
  return `# HELP ${full} ${help}\n# TYPE ${full} gauge\n${lines.join('')}`
}

function labelled(labels: Labels): string {
  // An empty label is the same as none.
  const given = Object.entries(labels).filter(([, value]) => value !== '')
  const pairs = given.map(([name, value]) => `${name}="${plain(value).replace(/[\\"]/g, '\\$&')}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}
