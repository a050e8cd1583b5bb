import fc from 'fast-check'
import {replay} from '../../src/app/replay.ts'
import {disruptions, owners, statuses} from '../../src/core/outcome.ts'
import {type Finding, type Report, verdict} from '../../src/core/report.ts'
import {machines} from '../machines.ts'

const all = machines()

/** The report of a fixture machine. */
export const reportOf = (name: string, options: Parameters<typeof replay>[1] = {}): Report => {
  const found = all.find((machine) => machine.name === name)
  if (!found) throw new Error(`there is no fixture machine “${name}”`)
  return replay(found.record, options)
}

/** What the readers of some format would obey, or cannot read. */
const hostile = [
  '**bold** _it_ ~~gone~~',
  '<img src=x onerror=alert(1)>',
  '</details><script>alert(1)</script>',
  '<!--',
  ']]>',
  '&amp;&#60;&nosuch;',
  'a|b\\|c\\\\|d',
  '`code`',
  '```',
  '~~~',
  '[link](http://evil.example)',
  '![image](//evil.example/x.png)',
  '<http://evil.example>',
  'https://evil.example/a_b_c?x=1#y',
  'www.evil.example',
  'mallory@evil.example',
  '[ref]: http://evil.example',
  '# heading',
  '- item',
  '+ item',
  '1. one',
  '2) two',
  '> quotation',
  '===',
  '---',
  '# SKIP',
  '# TODO later',
  'not ok 1',
  'Bail out!',
  '1..0',
  '  ...',
  '\\# \\\\',
  '$HOME $(id) %PATH%',
  '"quoted" \'quoted\'',
  '{label="x"}',
  '\u0000\u0007\u001b[2J\u007f\u009b31m',
  '\ud800',
  '\udc00\ud83d',
  '\ufffe\uffff',
  '\u202eright\u2066',
  '\u2028\u2029\u0085',
  'one\ntwo\r\nthree\rfour\tfive',
  '\n\n# heading\n',
  'Ω 漢字 👩‍💻',
]
const text = fc
  .array(fc.oneof(fc.constantFrom(...hostile), fc.string({unit: 'binary', maxLength: 12}), fc.lorem()), {
    minLength: 1,
    maxLength: 4,
  })
  .chain((parts) => fc.constantFrom('', ' ', '\n').map((between) => parts.join(between)))
  .filter((made) => made.trim() !== '')

const time = fc
  .date({min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true})
  .map((date) => date.toISOString())
const hint = fc.oneof(
  fc.constant({}),
  fc.record({
    do: fc.array(text, {minLength: 1, maxLength: 3}),
    run: fc.array(text, {maxLength: 2}),
    docs: fc.constant('x.y/z'),
    owner: fc.constantFrom(...owners),
    disrupts: fc.constantFrom(...disruptions),
  }),
)
const finding = fc
  .record(
    {
      check: fc.constantFrom('cert.expiry', 'user.in-ad', 'token.acquired', 'logs.token'),
      title: text,
      status: fc.constantFrom(...statuses),
      ending: fc.constantFrom('one', 'two'),
      message: text,
      because: fc.constantFrom<string[]>([], ['cert.expiry/one']),
      hint,
      user: text,
    },
    {requiredKeys: ['check', 'title', 'status', 'ending', 'message', 'because', 'hint']},
  )
  .map(
    ({ending, ...rest}): Finding => ({
      ...rest,
      area: rest.check.split('.')[0]!,
      code: `${rest.check}/${ending}`,
    }),
  )

/** Reports of any shape, whose every text was written by somebody else. */
export const anyReport: fc.Arbitrary<Report> = fc
  .record({
    findings: fc.array(finding, {minLength: 1, maxLength: 6}),
    strict: fc.boolean(),
    at: time,
    machine: fc.record({
      name: text,
      platform: text,
      as: text,
      elevated: fc.boolean(),
      source: fc.constantFrom('live' as const, 'bundle' as const),
    }),
    scope: fc.oneof(
      fc.constantFrom('all', 'unknown'),
      text.map((value) => `nas:${value}`),
    ),
    since: fc.option(time),
    lastGood: fc.option(time),
    changedBefore: fc.array(fc.record({what: text, at: time}), {maxLength: 2}),
    explains: fc.constantFrom<string[]>([], ['token.acquired/two']),
    notSeen: fc.array(text, {maxLength: 2}),
    tookMs: fc.nat(100_000),
  })
  .map(({findings, strict, at, machine, notSeen, tookMs, ...cause}) => ({
    schema: 'npsmfa.report/1',
    tool: {name: 'npsmfa', version: '0.1.0'},
    at,
    machine,
    ...(strict ? {strict: true as const} : {}),
    ...verdict(findings, strict),
    rootCauses: findings
      .filter((f) => (f.status === 'fail' || f.status === 'warn') && f.because.length === 0)
      .map(({code, status, message, hint}) => ({
        ...cause,
        code,
        status: status as 'fail' | 'warn',
        message,
        owner: hint.owner ?? 'server',
        hint,
      })),
    findings,
    notSeen,
    tookMs,
  }))
