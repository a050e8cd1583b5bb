import {randomBytes} from 'node:crypto'
import * as Flags from '@oclif/core/flags'
import type {Diagnosis} from '../../app/diagnose.ts'
import {type Kind, kinds} from '../../core/identifying.ts'
import {UsageError} from '../../core/usage-error.ts'
import {jsonText} from '../../core/words.ts'
import {readSmall} from '../read/secrets.ts'
import {assertDistinct, assertWritable, type NamedFile, writeNamed} from './file.ts'

const helpGroup = 'BUNDLE'

/** How a bundle is written; all of these are typed or they do not exist. */
export const bundleFlags = {
  keep: Flags.string({
    description: `leave these in clear: ${kinds.join(', ')}; or all`,
    helpValue: 'KIND,…',
    multiple: true,
    delimiter: ',',
    helpGroup,
  }),
  'reveal-map': Flags.string({
    description: 'write what stands behind the aliases to this file; it stays with you',
    helpValue: 'FILE',
    helpGroup,
  }),
  'same-aliases-as': Flags.string({
    description: 'give the aliases of an earlier bundle, by its --reveal-map file: to compare two servers',
    helpValue: 'FILE',
    helpGroup,
  }),
  force: Flags.boolean({description: 'write over files that are there', helpGroup}),
}

export interface BundleFlags {
  keep?: string[] | undefined
  'reveal-map'?: string | undefined
  'same-aliases-as'?: string | undefined
  force: boolean
}

/** What is to be written, checked before anything is looked at. */
export interface BundlePlan {
  bundle: NamedFile
  map: NamedFile | null
  keep: readonly Kind[]
  key: Buffer
  force: boolean
}

/** Nobody but its owner may read what tells about an installation. */
const mode = 0o600

export function planBundle(bundle: NamedFile, flags: BundleFlags): BundlePlan {
  const {force} = flags
  const file = flags['reveal-map']
  const map = file === undefined ? null : {file, given: '--reveal-map'}
  const earlier = flags['same-aliases-as']
  const key = earlier === undefined ? randomBytes(32) : keyOf(earlier)
  const files = map ? [bundle, map] : [bundle]
  assertDistinct(files)
  for (const named of files) assertWritable(named, {replace: force})
  return {bundle, map, keep: keptKinds(flags.keep ?? []), key, force}
}

function keptKinds(names: readonly string[]): Kind[] {
  if (names.includes('all')) return [...kinds]
  const wrong = names.filter((name) => !kinds.some((kind) => kind === name))
  if (wrong.length === 0) return names as Kind[]
  throw new UsageError(`--keep takes these kinds: ${kinds.join(', ')}; or all.`)
}

function keyOf(file: string): Buffer {
  const text = readSmall(file, '--same-aliases-as').toString('utf8')
  const key = /^\{\s*"schema": "npsmfa\.aliases\/1",\s*"key": "([0-9a-f]{64})"/.exec(text)?.[1]
  if (key) return Buffer.from(key, 'hex')
  throw new UsageError('The file given by --same-aliases-as is none that --reveal-map wrote; give that one.')
}

/** Every command loads this file; only this one needs zlib. */
const zipped = async (text: string): Promise<Buffer> => (await import('node:zlib')).gzipSync(text)

/** Writes the bundle, and the map where it was asked for; returns what to tell on stderr. */
export async function writeBundle(diagnosis: Diagnosis, plan: BundlePlan): Promise<string> {
  const {bundleOf} = await import('../../index.ts')
  const {bundle, aliases} = bundleOf(diagnosis, plan)
  const text = `${jsonText(bundle)}\n`
  const how = {mode, replace: plan.force}
  writeNamed(plan.bundle, plan.bundle.file.endsWith('.gz') ? await zipped(text) : text, how)
  const replaced = bundle.pseudonyms?.replaced.map(({kind, count}) => `${count} ${kind}`) ?? []
  const told = `The bundle is in ${plan.bundle.file}${replaced.length > 0 ? `; aliases stand for ${replaced.join(', ')}` : ''}.\n`
  if (!plan.map) return told
  const map = {schema: 'npsmfa.aliases/1', key: plan.key.toString('hex'), aliases}
  writeNamed(plan.map, `${jsonText(map)}\n`, how)
  return `${told}What stands behind them is in ${plan.map.file}: keep it, and do not send it.\n`
}
