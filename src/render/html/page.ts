import {createHash} from 'node:crypto'
import type {Report} from '../../core/report.ts'
import {plain, took} from '../../core/words.ts'
import {bracketed} from '../circumstances.ts'
import {verdicts} from '../verdicts.ts'
import {renderCause} from './cause.ts'
import {renderFindings} from './findings.ts'
import {html, type Markup, ours} from './markup.ts'
import {moment} from './moment.ts'
import {renderOpen} from './open.ts'
import {renderPath} from './path.ts'
import {script} from './script.ts'
import {icon, state} from './states.ts'
import {style} from './style.ts'
import {renderTimeLine} from './time-line.ts'

const names = {healthy: 'Healthy', red: 'Red', undetermined: 'Undetermined'} as const
const digest = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** One page that stands for itself: it asks nothing of any network, and runs nothing but the script in it. */
export function renderHtml(report: Report): string {
  const {machine, at, status} = report
  const policy = `default-src 'none'; style-src ${digest(style)}; script-src ${digest(script)}; base-uri 'none'; form-action 'none'`
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${ours(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${names[status]}: ${plain(machine.name)}${bracketed(report)} · npsmfa</title>
<style>${ours(style)}</style>
</head>
<body>
<a class="jump" href="#report">Skip to the report</a>
<header><p>${state(verdicts[status].status, names[status])} <strong>${machine.name}</strong>${bracketed(report)}</p><p>${moment(at)}</p></header>
<main id="report" tabindex="-1">
${body(report)}${renderPath(report)}
${renderTimeLine(report)}
${renderFindings(report)}
</main>
${footer(report)}
<script>${ours(script)}</script>
</body>
</html>
`.text
}

/** Where something is red the sentence to read aloud is the first cause's, else the verdict. */
function body(report: Report): Markup {
  const {status, rootCauses} = report
  const led = status === 'red' && rootCauses.length > 0
  const alike = [...Map.groupBy(rootCauses, ({code}) => code).values()]
  const causes = alike.map((those, index) => renderCause(those, report, led && index === 0))
  return html`${led ? '' : sentence(report)}${causes}${renderOpen(report)}`
}

function sentence({status, findings, rootCauses}: Report): Markup {
  const count = (wanted: string) => findings.filter((finding) => finding.status === wanted).length
  const parts = [
    `${count('pass')} checks in order`,
    ...(rootCauses.length > 0
      ? [`${rootCauses.length === 1 ? 'one warning' : `${rootCauses.length} warnings`} below`]
      : []),
    ...(count('unknown') > 0 ? [`${count('unknown')} not known`] : []),
    ...(count('skip') > 0 ? [`${count('skip')} not looked at`] : []),
  ]
  const {words, status: mark} = verdicts[status]
  return html`<section class="lead ${mark}"><div class="aloud">${icon(mark)}<h1>${words}</h1></div><p>${parts.join(', ')}.</p></section>
`
}

function footer({tool, machine, at, asOf, exit, tookMs, schema}: Report): Markup {
  const elevated = machine.elevated ? 'elevated' : 'not elevated'
  return html`<footer><p>${tool.name} ${tool.version} · looked ${moment(at)}${asOf === undefined ? '' : html` · judged as of ${moment(asOf)}`} in ${took(tookMs)} · ${machine.name} (${machine.platform}, ${machine.source}) as ${machine.as}, ${elevated} · exit ${exit} · ${schema}</p></footer>`
}
