import assert from 'node:assert/strict'
import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {after, before, describe, it} from 'node:test'
import {formats} from '../../src/render/formats.ts'
import {temporaryFolder} from '../support/temp.ts'
import {inputs} from './inputs.ts'
import {type Installation, installation} from './installation.ts'
import {all, ended, leaks} from './judged.ts'
import {commands} from './misplaced.ts'
import {ambient, type Place} from './place.ts'
import {radiusEcho} from './radius-echo.ts'
import {runs} from './runs.ts'
import {type Secret, seen, text} from './secrets.ts'
import {silence} from './silence.ts'
import {watched} from './watched.ts'

const folder = temporaryFolder()
let lab: Installation
let place: Place
let close = () => {}

before(async () => {
  lab = await installation()
  const given = join(folder, 'given')
  mkdirSync(given)
  const nps = await radiusEcho(Buffer.from(text('radiusSecret')))
  const silent = await silence()
  place = {...(await inputs(given, lab)), lab, nps: nps.at, silence: silent}
  close = () => {
    nps.close()
    silent.close()
  }
})
after(async () => {
  close()
  await lab?.close()
})

const everything = (): Secret[] => [...lab.secrets(), seen('the key of the aliases', place.mapKey)]

describe('not one of the marked secrets comes out', () => {
  for (const command of Object.keys(commands))
    it(`of ${command.replace(':', ' ')} in any format, healthy, failing, interrupted, with --debug`, async () => {
      assert.ok(runs[command], 'a new command has its runs')
      const came = await all(folder, runs[command](place))
      ended(came)
      if ('format' in commands[command]!.flags)
        for (const format of Object.keys(formats))
          assert.ok(
            came.some(({run, out}) => run.args.includes(format) && out.get('stdout')!.length > 0),
            format,
          )
      assert.deepEqual(leaks(came, everything()), [])
    })
})

describe('a secret that does leak is found', () => {
  for (const where of ['stdout', 'stderr', 'file', 'bundle', 'child'])
    it(`from the program itself: ${where}`, async () => {
      const came = await watched(folder, {
        args: ['doctor', `--lab=${lab.at('honest')}`, '--bundle', 'bundle.json', '--only', 'cert'],
        env: {...ambient, CANARY_LEAK: where},
        node: ['--require', join(import.meta.dirname, 'leak.cjs')],
        exits: [0],
      })
      ended([came])
      const found = leaks([came], everything())
      assert.ok(
        found.some((leak) => leak.startsWith('NPSMFA_LDAP_PASSWORD (')),
        JSON.stringify(found),
      )
    })
})
