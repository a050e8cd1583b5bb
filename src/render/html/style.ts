/** Every colour of text and sign stands out from its ground by 4.5 to 1 or more (WCAG 2.2, 1.4.3 and 1.4.11). */
const light = `color-scheme: light;
--page: #f6f7f8; --card: #fff; --ink: #1b1f24; --quiet: #59626d; --line: #d8dde3; --well: #f1f3f5; --link: #0b57a4;
--pass: #1a6b3a; --warn: #8a5300; --fail: #b3261e; --unknown: #6b3fa0; --skip: #59626d;
--pass-tint: #edf6f0; --warn-tint: #fdf4e3; --fail-tint: #fdeeec; --unknown-tint: #f4effa; --skip-tint: #f1f3f5;`
const dark = `color-scheme: dark;
--page: #121518; --card: #1b1f24; --ink: #e8ebee; --quiet: #a4adb8; --line: #373e47; --well: #242a31; --link: #8ec2ff;
--pass: #7fd69d; --warn: #f2c063; --fail: #ff9d94; --unknown: #cdb0f5; --skip: #a4adb8;
--pass-tint: #1c2b23; --warn-tint: #2e281b; --fail-tint: #34201f; --unknown-tint: #28222f; --skip-tint: #242a31;`

const states = ['pass', 'warn', 'fail', 'unknown', 'skip']
  .map((status) => `.${status} { --state: var(--${status}); --tint: var(--${status}-tint) }`)
  .join('\n')

const screen = `
:root { ${light} }
@media screen and (prefers-color-scheme: dark) { :root { ${dark} } }
${states}
* { box-sizing: border-box; margin: 0 }
body { background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
  max-width: 66rem; margin: 0 auto; padding: 1.5rem 1.5rem 3rem }
main { display: grid; gap: 1.25rem }
main:focus { outline: none }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px }
h1 { font-size: clamp(1.35rem, 1.1rem + 1.2vw, 1.75rem); line-height: 1.25; font-weight: 650; letter-spacing: -.01em; text-wrap: pretty }
h2 { font-size: 1.15rem; line-height: 1.35; font-weight: 650 }
h3 { font-size: 1rem; font-weight: 650 }
a { color: var(--link) }
code, pre, .command input { font: .9em/1.5 ui-monospace, 'Cascadia Mono', Consolas, monospace }
ul, ol { padding: 0 }
.unseen, .jump:not(:focus) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.jump:focus { position: absolute; top: .5rem; left: .5rem; padding: .5rem 1rem; background: var(--card); z-index: 1 }
header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .25rem 1rem; padding-bottom: 1rem; color: var(--quiet) }
header strong { color: var(--ink); margin-left: .75rem }
footer { margin-top: 1.5rem; color: var(--quiet); font-size: .85rem }

.icon { width: 1.1em; height: 1.1em; flex: none; vertical-align: -.17em }
.badge circle { fill: var(--state) }
.badge path { fill: none; stroke: var(--card); stroke-width: 1.9; stroke-linecap: round; stroke-linejoin: round }
.state { color: var(--state); font-weight: 600 }

main > section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.5rem }
.lead, .cause { border-left: 6px solid var(--state) !important }
.lead { padding: 2rem !important }
.lead > p { margin-top: .75rem; color: var(--quiet) }
.aloud { display: flex; gap: .75rem; align-items: baseline }
.aloud .icon { width: 1.6rem; height: 1.6rem; align-self: flex-start; margin-top: .35rem }
.cause .verdict { margin: 0 0 .5rem; color: inherit }
.two { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 1.5rem 2.5rem; margin-top: 1.5rem }
dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .4rem 1rem; align-content: start }
dt { color: var(--quiet) }
.cure > :first-child, .explains > :first-child, .alike > :first-child { font-size: 1rem }
.cure > * + *, .explains > * + *, .alike > * + *, .alike li + li { margin-top: .5rem }
.cure ol { padding-left: 1.4rem }
.cure li + li { margin-top: .35rem }
.cure li::marker { color: var(--quiet); font-weight: 600 }
.command { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: start; margin-top: .75rem !important;
  background: var(--well); border: 1px solid var(--line); border-radius: 8px }
.command pre, .command input { grid-area: 1 / 1; padding: .6rem .8rem }
.command pre { white-space: pre-wrap; word-break: break-all; user-select: all }
.command input { width: 100%; align-self: stretch; border: 0; border-radius: 8px; background: var(--well); color: var(--ink); opacity: 0; pointer-events: none }
.command input:focus { opacity: 1; pointer-events: auto }
.command button { margin: .35rem; padding: .25rem .75rem; font: inherit; font-size: .875rem; color: var(--link); background: var(--card);
  border: 1px solid var(--line); border-radius: 6px; cursor: pointer }
.command button:hover { border-color: var(--link) }
.explains, .alike { margin-top: 1.5rem; padding-top: 1rem; border-top: 1px solid var(--line) }
.explains ul, .open ul, .not-seen { list-style: none }
.alike ul { padding-left: 1.2rem }
.explains ul { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem }
.explains a { font-size: .925rem }
.open li { display: flex; gap: .6rem; margin-top: .75rem; align-items: baseline; --state: var(--unknown) }
.open .icon { position: relative; top: .05rem; color: var(--unknown) }
.checks { color: var(--quiet); font-size: .875rem }

.path h2, .time-line h2, .findings h2 { margin-bottom: .75rem }
.path svg { display: block; width: 100%; height: auto }
.path .narrow { display: none }
.path text { text-anchor: middle; fill: var(--ink); font: 15px system-ui, sans-serif }
.path .name { font-size: 14px; font-weight: 650 }
.path .does { fill: var(--quiet); font-size: 12.5px }
.path .word { fill: var(--state); font-size: 14px; font-weight: 600 }
.hop rect { fill: var(--card); stroke: var(--state); stroke-width: 1.5 }
.hop.skip rect { stroke: var(--line); stroke-dasharray: 4 3 }
.hop.root rect { fill: var(--tint); stroke-width: 3 }
.leg path { fill: none; stroke: var(--quiet); stroke-width: 2; stroke-linecap: round; stroke-linejoin: round }
.leg.broken path { stroke: var(--fail) }
.leg.broken .cross { stroke-width: 3.5 }

.time-line svg { display: block; width: 100%; height: 6.5rem }
.time-line .axis { stroke: var(--quiet); fill: none; vector-effect: non-scaling-stroke }
.time-line path.since { stroke: var(--ink); stroke-width: 2; stroke-dasharray: 5 4; fill: none; vector-effect: non-scaling-stroke }
rect.good { fill: var(--pass) }
rect.unproved { fill: var(--warn) }
rect.refused { fill: var(--fail) }
.ends, .key { display: flex; flex-wrap: wrap; gap: .1rem 1.5rem; font-size: .875rem }
.ends { justify-content: space-between; color: var(--quiet) }
.key { margin-top: .5rem; font-weight: 600 }
.key .good { color: var(--pass) }
.key .unproved { color: var(--warn) }
.key .refused { color: var(--fail) }
.not-seen { margin-top: .5rem; color: var(--quiet); font-size: .875rem }

.area { display: grid; grid-template-columns: 13rem minmax(0, 1fr); gap: .25rem 1.25rem; padding: .6rem 0; border-top: 1px solid var(--line) }
.area h3 { display: flex; gap: .5rem; align-items: baseline }
.area .user { display: block; font-weight: 400; font-size: .875rem; color: var(--quiet) }
summary { color: var(--quiet); cursor: pointer }
summary:hover { color: var(--ink) }
table { width: 100%; border-collapse: collapse; font-size: .925rem }
details table { margin-top: .25rem }
table + details { margin-top: .35rem }
td, th { padding: .25rem 1rem .25rem 0; text-align: left; vertical-align: top }
td:last-child { padding-right: 0 }
tbody th { width: 13.5rem; font-weight: 400 }
th .checks { display: block }
tr:has(:target) { background: var(--well) }
.because { display: block; color: var(--quiet) }
`

/** Nothing scrolls sideways from 320 pixels on (WCAG 2.2, 1.4.10). */
const phone = `
@media screen and (max-width: 44rem) {
  body { padding: 1rem .75rem 2rem }
  main > section, .lead { padding: 1.1rem !important }
  .two { grid-template-columns: minmax(0, 1fr) }
  .path .wide { display: none }
  .path .narrow { display: block; max-width: 22rem }
  .area { grid-template-columns: minmax(0, 1fr) }
  table, tbody, tr, td, tbody th { display: block; width: auto !important }
  tr { padding: .35rem 0 }
  td, th { padding: .1rem 0 }
}`

/** A4 with what matters: what is in order or follows from a cause stands there by name, what is only to be clicked not at all. */
const paper = `
@page { size: A4; margin: 9mm 10mm }
@media print {
  :root { --page: #fff; font-size: 8pt }
  * { print-color-adjust: exact }
  body { padding: 0; max-width: none; line-height: 1.33 }
  .unseen, .jump, .told:has(+ .because), .command button, .command input { display: none !important }
  header { padding-bottom: .3rem }
  main { display: block }
  main > section + section { margin-top: .4rem }
  main > section, .lead { padding: .45rem .8rem !important; border-radius: 6px }
  h1 { font-size: 12.5pt }
  h2 { break-after: avoid }
  .two { margin-top: .5rem; gap: 1rem; grid-template-columns: minmax(0, 5fr) minmax(0, 6fr) }
  dl { gap: .1rem .8rem }
  .cure > * + *, .explains > * + *, .alike > * + *, .alike li + li { margin-top: .2rem }
  .cure li + li { margin-top: .1rem }
  .command { margin-top: .3rem !important }
  .command pre { padding: .25rem .5rem }
  .explains, .alike { margin-top: .5rem; padding-top: .4rem }
  .path h2, .time-line h2, .findings h2 { margin-bottom: .3rem }
  .path svg { max-height: 3.6cm }
  .time-line svg { height: 1.2cm }
  .key { margin-top: 0 }
  .findings { columns: 2; column-gap: 1.2rem; font-size: .9em; line-height: 1.26 }
  .findings h2 { column-span: all }
  .area { display: block; padding: .15rem 0; break-inside: avoid }
  .area :is(h3, div, .user, details, summary, table, tbody, th, td, .checks, .because) { display: inline }
  .area tr { display: block }
  .area h3 { margin-right: .4rem }
  td, th { padding: 0 .2rem 0 0 }
  .command, .cure li { break-inside: avoid }
  footer { margin-top: .3rem }
  a { color: inherit; text-decoration: none }
}
`

export const style = screen + phone + paper
