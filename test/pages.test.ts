import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {globSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {before, describe, it} from 'node:test'
import {pages} from '../scripts/pages.ts'
import {diagnoseLogs} from '../src/app/logs.ts'
import {replay} from '../src/app/replay.ts'
import type {Explanation} from '../src/core/explanation.ts'
import type {Report} from '../src/core/report.ts'
import {machines} from './machines.ts'

const folder = 'docs/checks'
const page = (file: string) => readFileSync(join(folder, file), 'utf8')
const {codes} = JSON.parse(readFileSync('dist/codes.json', 'utf8')) as {
  codes: {code: string; status: string}[]
}

interface Answer {
  code: number
  stdout: string
}
const askAll = (asked: readonly string[][]): Answer[] => {
  const {stdout, stderr} = spawnSync(process.execPath, ['test/support/explain-many.cjs'], {
    input: JSON.stringify(asked),
    encoding: 'utf8',
    maxBuffer: 64 * 1_048_576,
  })
  assert.equal(stderr, '')
  return JSON.parse(stdout) as Answer[]
}

/** What a page says of one ending, read as a person reads it. */
interface Section {
  status: string
  sentence: string
  steps: string[]
  commands: string[]
  owner: string | undefined
  disrupts: string | undefined
}

function sectionOf(code: string): Section {
  const [check, ending] = code.split('/')
  const section = page(`${check}.md`)
    .split(/^## /m)
    .find((part) => part.startsWith(`${ending}\n`))
  assert.ok(section, `${check}.md has no heading for ${ending}`)
  const read = (text: string) => text.replace(/\\([<*`|])/g, '$1')
  const [, status = '', sentence = ''] = /^\*\*(\w+)\*\* · (.+)$/m.exec(section)!
  return {
    status,
    sentence: read(sentence),
    steps: [...section.matchAll(/^\d+\. (.+)$/gm)].map(([, step]) => read(step!)),
    commands: [...section.matchAll(/^```\n(.+)\n```$/gm)].map(([, command]) => command!),
    owner: /^- Who acts: (.+)$/m.exec(section)?.[1],
    disrupts: /^- Disrupts: (.+)$/m.exec(section)?.[1],
  }
}

describe('docs/checks', () => {
  it('is what npm run pages makes of the checks, no page more or less', async () => {
    const made = await pages()
    assert.deepEqual(readdirSync(folder).sort(), Object.keys(made).sort())
    for (const [file, text] of Object.entries(made)) assert.equal(page(file), text, file)
  })

  it('links only to what is there, headings too', () => {
    const targets = readdirSync(folder).flatMap((file) =>
      [...page(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => ({file, target: target!})),
    )
    assert.ok(targets.length > 500)
    for (const {file, target} of targets) {
      const [path = '', anchor] = target.split('#')
      const headings = [...readFileSync(join(folder, path), 'utf8').matchAll(/^#+ (.+)$/gm)]
      if (anchor !== undefined)
        assert.ok(
          headings.some(([, heading]) => heading!.toLowerCase() === anchor),
          `${file}: ${target}`,
        )
    }
  })

  it('says of every ending what explain prints of it, as text and as JSON', () => {
    const printed = askAll(codes.flatMap(({code}) => [[code], [code, '--json']]))
    for (const [i, {code, status}] of codes.entries()) {
      const [text, json] = [printed[2 * i]!, printed[2 * i + 1]!]
      assert.deepEqual([text.code, json.code], [0, 0], code)
      const section = sectionOf(code)
      const {verdict, causes} = JSON.parse(json.stdout) as Explanation
      const [cause] = causes
      assert.deepEqual(
        [section.status, section.sentence, section.sentence, code, causes.length],
        [status, verdict, cause!.cause, cause!.code, 1],
      )
      assert.deepEqual([...section.steps, ...section.commands], cause!.do, code)
      assert.deepEqual(section.commands, cause!.run ?? [], code)
      assert.equal(cause!.docs, `${folder}/${code.replace('/', '.md#')}`)
      // What is printed is wrapped; its words in order are the same.
      const words = text.stdout.replace(/\s+/g, ' ')
      const told = [section.sentence, ...section.steps, ...section.commands]
      for (const sentence of told) assert.ok(words.includes(sentence), `${code}: ${sentence}`)
      if (section.owner) assert.ok(words.includes(`Who acts ${section.owner}`), code)
      else assert.doesNotMatch(words, / Who acts /, code)
      if (section.disrupts) assert.ok(words.includes(`Disrupts ${section.disrupts}`), code)
    }
  })
})

describe('what the JSON of reports points to', () => {
  const pointed = new Set<string>()
  const note = ({rootCauses, findings}: Pick<Report, 'rootCauses' | 'findings'>) => {
    for (const {code, hint} of [...rootCauses, ...findings]) {
      pointed.add(code)
      if ('docs' in hint) pointed.add(hint.docs as string)
    }
  }
  before(async () => {
    for (const {record} of machines()) note(replay(record))
    for (const log of readdirSync('fixtures/logs'))
      note(await diagnoseLogs(globSync(`fixtures/logs/${log}/*.*`), {}))
  })

  it('can be asked about: each code and each hint’s docs', () => {
    assert.ok(pointed.size > 300, String(pointed.size))
    const answers = askAll([...pointed].map((code) => [code, '--json']))
    for (const [i, code] of [...pointed].entries()) {
      assert.equal(answers[i]!.code, 0, code)
      assert.equal((JSON.parse(answers[i]!.stdout) as Explanation).causes[0]?.code, code)
    }
  })
})
