import assert from 'node:assert/strict'
import {globSync, readFileSync} from 'node:fs'
import {dirname, join, normalize} from 'node:path'
import {describe, it} from 'node:test'

/** Who may import whom: for the files below each folder the folders, node: modules and packages that are allowed. */
const rules: Readonly<Record<string, readonly string[]>> = {
  core: ['valibot'],
  facts: ['core', 'catalogue', 'valibot'],
  catalogue: ['core'],
  // RADIUS proves its packets by MD5 and HMAC, which need no second implementation.
  codecs: ['node:crypto'],
  diagnosis: ['core', 'facts', 'catalogue', 'codecs', 'logs'],
  logs: ['core', 'facts', 'catalogue', 'codecs'],
  explain: ['core', 'facts', 'catalogue', 'codecs', 'logs'],
  checks: ['core', 'facts', 'catalogue'],
  probes: ['core', 'facts', 'catalogue', 'codecs', 'logs', 'world', 'node:crypto'],
  world: ['core', 'facts', 'catalogue', 'codecs', 'node:', 'undici', 'ldapts', '@azure/msal-node'],
  // Of the world its types, where our keys are, and how a write is refused; a certificate's digests need node:crypto.
  // A repair reads the facts as its check does.
  changes: [
    'core',
    'facts',
    'catalogue',
    'codecs',
    'certificates',
    'checks',
    'world',
    'node:crypto',
    'node:util',
  ],
  comparison: ['core', 'facts', 'valibot'],
  bundle: ['core', 'facts', 'catalogue', 'codecs', 'valibot', 'node:crypto', 'node:zlib'],
  certificates: ['node-forge', 'node:crypto', 'node:util'],
  // The HTML page says which style and script it holds, by their digests.
  render: ['core', 'comparison', 'logs', 'node:util', 'node:crypto', 'cli-table3'],
  lab: [
    'catalogue',
    'codecs',
    'certificates',
    'world/windows/memory.ts',
    'world/windows/api.ts',
    'node:',
    '@microsoft/microsoft-graph-types',
  ],
  commands: [
    'app',
    'bundle',
    'catalogue',
    'core',
    'explain',
    'render',
    'world',
    'index.ts',
    '@oclif/core',
    'node:',
  ],
}

/** Each library has one home; shapes are described where they are. */
const homes: Readonly<Record<string, string | readonly string[]>> = {
  undici: 'world',
  ldapts: 'world',
  '@azure/msal-node': 'world',
  'node-forge': 'certificates',
  'cli-table3': 'render',
  valibot: ['core', 'facts', 'bundle', 'comparison'],
}

interface Import {
  file: string
  area: string
  target: string
  typeOnly: boolean
}

const imports: Import[] = globSync('src/**/*.ts').flatMap((path) => {
  const file = path.replaceAll('\\', '/').replace(/^src\//, '')
  const text = readFileSync(path, 'utf8')
  const found = [
    ...text.matchAll(/^(?:import|export)\s+(type\s)?[^'"]*?from '([^']+)'/gm),
    ...text.matchAll(/\bimport\((type )?'([^']+)'\)/g),
  ]
  return found.map(([, type, specifier = '']) => {
    const target = specifier.startsWith('.') ? normalize(join(dirname(file), specifier)) : specifier
    return {file, area: file.split('/')[0]!, target, typeOnly: type !== undefined}
  })
})

const package_ = (target: string) => /^(@[^/]+\/[^/]+|[^/]+)/.exec(target)![1]!
const matches = (target: string, allowed: string) =>
  target === allowed ||
  target.startsWith(`${allowed}/`) ||
  (allowed === 'node:' && target.startsWith('node:'))

describe('who may import whom', () => {
  for (const [area, allowed] of Object.entries(rules)) {
    it(`${area} imports only ${allowed.join(', ') || 'itself'}`, () => {
      const wrong = imports.filter(
        (i) => i.area === area && ![area, ...allowed].some((a) => matches(i.target, a)),
      )
      assert.deepEqual(
        wrong.map((i) => `${i.file} → ${i.target}`),
        [],
      )
    })
  }
  it('probes know the world by its types only', () => {
    const wrong = imports.filter(
      (i) =>
        i.area === 'probes' && i.target.startsWith('world/') && !i.typeOnly && i.target !== 'world/probe.ts',
    )
    assert.deepEqual(
      wrong.map((i) => `${i.file} → ${i.target}`),
      [],
    )
  })
  it('nothing but app imports the lab', () => {
    const wrong = imports.filter((i) => i.target.startsWith('lab/') && !['app', 'lab'].includes(i.area))
    assert.deepEqual(
      wrong.map((i) => `${i.file} → ${i.target}`),
      [],
    )
  })
  it('nothing but app and changes knows how to change Windows', () => {
    const changing = /^world\/windows\/(?:koffi\/)?changes\//
    const wrong = imports.filter(
      (i) =>
        changing.test(i.target) &&
        !changing.test(i.file) &&
        !i.typeOnly &&
        !['app', 'changes'].includes(i.area),
    )
    assert.deepEqual(
      wrong.map((i) => `${i.file} → ${i.target}`),
      [],
    )
  })
  it('only the process that changes Windows has the functions for it', () => {
    const changing = 'world/windows/koffi/changes/'
    assert.deepEqual(
      imports
        .filter((i) => i.target.startsWith(changing) && !i.file.startsWith(changing))
        .map((i) => i.file)
        .filter((file, index, all) => all.indexOf(file) === index),
      ['world/windows/changes/changes-child.ts'],
    )
  })
  it('each library has one home', () => {
    const strays = imports.filter(
      (i) => homes[package_(i.target)] !== undefined && ![homes[package_(i.target)]].flat().includes(i.area),
    )
    assert.deepEqual(
      strays.map((i) => `${i.file} → ${i.target}`),
      [],
    )
  })
  it('every folder has a rule', () => {
    const areas = new Set(imports.map((i) => i.area).filter((a) => !a.endsWith('.ts')))
    assert.deepEqual(
      [...areas].filter((a) => !(a in rules) && a !== 'app'),
      [],
    )
  })
})
