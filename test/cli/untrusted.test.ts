import assert from 'node:assert/strict'
import {spawn} from 'node:child_process'
import {readFileSync, truncateSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {before, describe, it} from 'node:test'
import {gzipSync} from 'node:zlib'
import * as v from 'valibot'
import {factsByKey} from '../../src/app/facts.ts'
import {bundleShape} from '../../src/bundle/bundle.ts'
import {digestOf} from '../../src/bundle/digest.ts'
import {splitKey} from '../../src/core/fact.ts'
import {cleanEnvironment, npsmfa, program} from '../support/doctor.ts'
import {temporaryFolder} from '../support/temp.ts'

const folder = temporaryFolder()
const at = (name: string) => join(folder, name)
const good = at('good.json')
before(async () => {
  await npsmfa(['bundle', 'create', good, '--lab', '--keep', 'all'])
})

/** Runs it and tells the most memory that it took, in MB. */
async function measured(args: string[]): Promise<{code: number | null; stderr: string; mb: number}> {
  const preload = join(import.meta.dirname, '../support/peak-memory.cjs')
  const child = spawn(process.execPath, ['--require', preload, program, ...args], {
    env: cleanEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  const texts = ['', '']
  for (const [i, stream] of [child.stderr!, child.stdio[3]!].entries())
    (stream as NodeJS.ReadableStream).on('data', (chunk) => {
      texts[i] += chunk
    })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return {code, stderr: texts[0]!, mb: Number(texts[1]) / 1024}
}

const head = '{"schema":"npsmfa.bundle/1","evidence":'
const files: readonly (readonly [what: string, make: (file: string) => void, told: RegExp])[] = [
  [
    'a file of 2 GB',
    (file) => {
      writeFileSync(file, head)
      truncateSync(file, 2 ** 31)
    },
    /larger than 64 MB/,
  ],
  [
    '300 MB in 300 KB of gzip',
    (file) => writeFileSync(file, gzipSync(Buffer.alloc(3e8, ' '))),
    /larger than 64 MB/,
  ],
  [
    '22 million empty lists',
    (file) => writeFileSync(file, `${head}[${'[],'.repeat(2.2e7)}[]]}`),
    /more values/,
  ],
  [
    'four million members',
    (file) => writeFileSync(file, `${head}{${Array.from({length: 4e6}, (_, i) => `"${i}":{}`).join()}}}`),
    /more values/,
  ],
  [
    'one string of 60 MB',
    (file) => writeFileSync(file, `${head}"${'x'.repeat(6e7)}"}`),
    /not what it must be/,
  ],
  ['10 000 levels', (file) => writeFileSync(file, `${head}${'['.repeat(1e4)}${']'.repeat(1e4)}}`), /nested/],
  ['10 million levels', (file) => writeFileSync(file, `${head}${'{"a":'.repeat(1e7)}`), /nested/],
  [
    '10 000 levels in gzip',
    (file) => writeFileSync(file, gzipSync(`${head}${'['.repeat(1e4)}${']'.repeat(1e4)}}`)),
    /nested/,
  ],
  ['gzip that is cut', (file) => writeFileSync(file, gzipSync(readFileSync(good)).subarray(0, -900)), /gzip/],
]

describe('a bundle that is made to break its reader is refused in a sentence, in bounded memory', () => {
  for (const [what, make, told] of files)
    it(what, async () => {
      const file = at('bad')
      make(file)
      for (const args of [
        ['doctor', '--from', file],
        ['bundle', 'show', file],
        ['diff', good, file],
      ]) {
        const {code, stderr, mb} = await measured(args)
        assert.equal(code, 2, stderr)
        assert.match(stderr, /^npsmfa: [^\n]+\n$/)
        assert.match(stderr, told)
        assert.ok(mb < 400, `${mb} MB`)
      }
    })
})

/** Cursor, title, link, the 8-bit form, direction, and what a browser would run. */
const hostile =
  '\u001b[2J\u001b]0;owned\u0007\u001b]8;;http://evil.example\u001b\\\u009b31m\u202e\u2066\u0000\u007f\u200b<script>alert(1)</script>'
const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/

type Members = Record<string, unknown>
const facts = factsByKey()

/** Puts it at the end of every string of `value` after which `fits` still holds. */
function spread(value: unknown, fits: () => boolean): void {
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    if (typeof member !== 'string') spread(member, fits)
    else {
      ;(value as Members)[name] = member + hostile
      if (!fits()) (value as Members)[name] = member
    }
  }
}

/** A good bundle with it wherever the shapes take it, and the digest that fits. */
function spoiled(): string {
  const document = JSON.parse(readFileSync(good, 'utf8')) as Members & {evidence: Record<string, Members>}
  const {evidence, digest: _, ...rest} = document
  spread(rest, () => v.is(bundleShape, {...document, ...rest}))
  for (const [key, told] of Object.entries(evidence)) {
    const shape = facts.get(splitKey(key).fact)!.shape as v.GenericSchema
    spread(
      told,
      () => v.is(bundleShape.entries.evidence, {[key]: told}) && (!told.known || v.is(shape, told.value)),
    )
  }
  const file = at('spoiled.json')
  const spoilt = {...rest, evidence}
  writeFileSync(file, JSON.stringify({...spoilt, digest: digestOf(spoilt)}))
  return file
}

describe('what a terminal would obey, in every string of a bundle', () => {
  for (const args of [
    ['bundle', 'show'],
    ['bundle', 'show', '--json'],
    ['doctor', '--debug', '--from'],
    ['doctor', '--json', '--debug', '--from'],
    ['diff', '--all', good],
    ['diff', '--json', good],
  ])
    it(`${args.join(' ').replace(folder, '…')} FILE`, async () => {
      const file = spoiled()
      const {code, stdout, stderr} = await npsmfa([...args, file])
      assert.ok([0, 1, 3].includes(code ?? -1), stderr)
      assert.ok(stdout.includes('owned'), 'it does reach what is printed')
      for (const text of [stdout, stderr]) {
        const where = text.search(obeyed)
        assert.equal(where, -1, JSON.stringify(text.slice(Math.max(0, where - 60), where + 20)))
      }
    })
})
