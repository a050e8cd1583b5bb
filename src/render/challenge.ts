import type {ChallengeReport, ChallengeStep} from '../core/challenge.ts'
import {plain, took} from '../core/words.ts'
import {columns} from './columns.ts'
import {owners} from './owners.ts'
import {glyph, type Look} from './style.ts'

const steps: Readonly<Record<ChallengeStep['step'], string>> = {
  token: 'token',
  methods: 'what may be asked for',
  ask: 'asking',
  wait: 'waiting for the user',
  code: 'looking at the code',
}

/** A challenge for people: the verdict first, what may be behind a refusal, then the steps. */
export function renderChallenge(report: ChallengeReport, look: Look): string {
  const {tool, user, host, at, status, verdict, causes, next, exit} = report
  const rows = report.steps.map(({step, ms, result}) => ['', steps[step], told(ms, result)])
  const behind = causes.map(({cause, owner, do: cures}) =>
    [cause, `Who acts: ${owners[owner]}`, ...cures.map((cure) => `→ ${cure}`)].join('\n'),
  )
  return [
    `${tool.name} ${tool.version} · ${plain(user)} at ${host ?? 'the MFA service'} · ${at.slice(0, 16).replace('T', ' ')} UTC\n`,
    columns([[glyph(status, look), plain(verdict)]], [2], look.width),
    ...list('What may be behind it', behind, look),
    ...list('Next', next, look),
    `Step by step\n${columns(rows, [2, 24], look.width)}`,
    `Exit ${exit}.\n`,
  ].join('\n')
}

const told = (ms: number, result: string | null): string => (result ? `${took(ms)}, ${result}` : took(ms))

const list = (title: string, lines: readonly string[], look: Look): string[] =>
  lines.length === 0
    ? []
    : [
        `${title}\n${columns(
          lines.map((line) => ['  •', line]),
          [4],
          look.width,
        )}`,
      ]
