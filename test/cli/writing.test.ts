import assert from 'node:assert/strict'
import {execFileSync, spawn, spawnSync} from 'node:child_process'
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import {join} from 'node:path'
import {after, describe, it} from 'node:test'
import {npsmfa} from '../support/doctor.ts'
import {atLab} from '../support/lab-here.ts'
import {temporaryFolder} from '../support/temp.ts'

const mounts: string[] = []
after(() => {
  for (const mount of mounts) spawnSync('umount', ['-l', mount])
})
const root = temporaryFolder()
const lab = [await atLab(), '--only', 'cert']
const old = 'what was there before'
const killed = join(import.meta.dirname, '../support/killed-while-writing.cjs')
const linux = process.platform === 'linux'

interface Way {
  name: string
  /** The command line that writes this file, over one that is there. */
  args(file: string, bundle?: string): string[]
  /** Whether it writes over one only when it is told to. */
  careful: boolean
}
const ways: readonly Way[] = [
  {name: '--output', args: (file) => ['doctor', ...lab, '--output', file], careful: false},
  {name: '--bundle', args: (file) => ['doctor', ...lab, '--bundle', file, '--force'], careful: true},
  {name: 'bundle create FILE', args: (file) => ['bundle', 'create', file, ...lab, '--force'], careful: true},
  {
    name: '--reveal-map',
    args: (file, bundle = `${file}.bundle`) => [
      'bundle',
      'create',
      bundle,
      ...lab,
      '--reveal-map',
      file,
      '--force',
    ],
    careful: true,
  },
]

/** A folder of its own with the old file in it. */
function place(): {folder: string; file: string} {
  const folder = mkdtempSync(join(root, 'place-'))
  const file = join(folder, 'file')
  writeFileSync(file, old)
  return {folder, file}
}
const halves = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.tmp'))
const oneLine = /^npsmfa: [^\n]+\n$/

for (const {name, args, careful} of ways)
  describe(`${name} writes whole or not at all`, () => {
    it('a file that is there stays, unless it is to be written over', async () => {
      const {folder, file} = place()
      const gentle = args(file).filter((arg) => arg !== '--force')
      const {code, stderr} = await npsmfa(gentle)
      if (careful) assert.deepEqual([code, oneLine.test(stderr), readFileSync(file, 'utf8')], [2, true, old])
      else assert.equal(code, 0)
      assert.equal((await npsmfa(args(file))).code, 0)
      assert.notEqual(readFileSync(file, 'utf8'), old)
      assert.deepEqual(halves(folder), [])
    })

    it('a link stays a link, and what it leads to is written', async () => {
      const {folder, file} = place()
      symlinkSync(file, join(folder, 'link'))
      assert.equal((await npsmfa(args(join(folder, 'link')))).code, 0)
      assert.ok(lstatSync(join(folder, 'link')).isSymbolicLink())
      assert.notEqual(readFileSync(file, 'utf8'), old)
    })

    it('a link to a file that is not there yet stays one too', async () => {
      const {folder} = place()
      symlinkSync('new', join(folder, 'link'))
      symlinkSync('link', join(folder, 'further'))
      assert.equal((await npsmfa(args(join(folder, 'further')))).code, 0)
      assert.ok(['link', 'further'].every((name) => lstatSync(join(folder, name)).isSymbolicLink()))
      assert.ok(readFileSync(join(folder, 'new')).length > 0)
    })

    it('a folder, and a folder that is not there, are refused before anything is looked at', async () => {
      const {folder} = place()
      mkdirSync(join(folder, 'dir'))
      for (const file of [join(folder, 'dir'), join(folder, 'no', 'file')]) {
        const {code, stdout, stderr} = await npsmfa(args(file))
        assert.deepEqual([code, stdout], [2, ''])
        assert.match(stderr, oneLine)
      }
      assert.deepEqual(readdirSync(join(folder, 'dir')), [])
    })

    it('a pipe is given what a file would be', {skip: !linux}, async () => {
      const {folder} = place()
      const pipe = join(folder, 'pipe')
      execFileSync('mkfifo', [pipe])
      let text = ''
      const ran = npsmfa(args(pipe), {
        meanwhile: () => {
          spawn('cat', [pipe]).stdout.on('data', (chunk) => {
            text += chunk
          })
        },
      })
      assert.equal((await ran).code, 0)
      assert.ok(text.length > 100, text)
      assert.ok(lstatSync(pipe).isFIFO())
    })

    for (const moment of ['writeSync', 'fsyncSync', 'renameSync'])
      it(`killed at ${moment}: the old file stays, and what is left goes with the next run`, async () => {
        const {folder, file} = place()
        const env = {NPSMFA_TEST_KILL: moment}
        const ran = await npsmfa(args(file), {env, node: ['--require', killed]})
        assert.equal(ran.signal, 'SIGKILL')
        assert.equal(readFileSync(file, 'utf8'), old)
        assert.equal(halves(folder).length, 1)
        const [half] = halves(folder)
        const earlier = new Date(Date.now() - 3_600_000)
        utimesSync(join(folder, half!), earlier, earlier)
        // Somebody else's, however alike.
        writeFileSync(join(folder, '.file.notes.tmp'), 'mine')
        utimesSync(join(folder, '.file.notes.tmp'), earlier, earlier)
        // The map is written after the bundle, whose half it was.
        await npsmfa(args(file))
        assert.deepEqual(halves(folder), ['.file.notes.tmp'])
      })
  })

/** A file system of the test's own; null where it may not be made. */
function mounted(...args: string[]): string | null {
  const at = mkdtempSync(join(root, 'mount-'))
  if (!linux || process.getuid?.() !== 0 || spawnSync('mount', [...args, at]).status !== 0) return null
  mounts.push(at)
  return at
}

describe('where nothing can be written', () => {
  const full = mounted('-t', 'tmpfs', '-o', 'size=16k', 'none')
  const source = mkdtempSync(join(root, 'source-'))
  writeFileSync(join(source, 'file'), old)
  const readOnly = mounted('--bind', '-o', 'ro', source)
  if (readOnly) spawnSync('mount', ['-o', 'remount,bind,ro', readOnly])
  const why = process.env.CI ? false : 'only root may mount a file system'

  for (const {name, args} of ways) {
    it(`${name}: a full disk is told, the old file stays and no half is left`, {
      skip: full ? false : why,
    }, async () => {
      const file = join(full!, 'file')
      for (const one of readdirSync(full!)) rmSync(join(full!, one))
      writeFileSync(file, old)
      writeFileSync(join(full!, 'filling'), Buffer.alloc(12_288))
      const {code, stderr} = await npsmfa(args(file, join(root, 'elsewhere')))
      assert.equal(code, 2, stderr)
      assert.match(stderr, /ENOSPC[^\n]*make room/)
      assert.equal(readFileSync(file, 'utf8'), old)
      assert.deepEqual(halves(full!), [])
    })

    it(`${name}: a read-only folder is told before anything is looked at`, {
      skip: readOnly ? false : why,
    }, async () => {
      const {code, stdout, stderr} = await npsmfa(args(join(readOnly!, 'file'), join(root, 'elsewhere')))
      assert.deepEqual([code, stdout], [2, ''])
      assert.match(stderr, /EROFS/)
      assert.equal(readFileSync(join(source, 'file'), 'utf8'), old)
    })
  }
})

describe('one file cannot be two', () => {
  const same: readonly string[][] = [
    ['doctor', ...lab, '--output', 'x', '--bundle', './x', '--force'],
    ['bundle', 'create', 'x', ...lab, '--reveal-map', 'x', '--force'],
    ['doctor', '--from', 'x', '--output', 'x'],
  ]
  for (const args of same)
    it(args.join(' ').replace(lab[0]!, '--lab'), async () => {
      const {folder} = place()
      writeFileSync(join(folder, 'x'), old)
      const {code, stderr} = await npsmfa(args, {cwd: folder})
      assert.equal(code, 2)
      assert.match(stderr, /same file/)
      assert.equal(readFileSync(join(folder, 'x'), 'utf8'), old)
    })
})
