import assert from 'node:assert/strict'
import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {after, before, describe, it} from 'node:test'
import type {LabState} from '../../src/lab/index.ts'
import {formats} from '../../src/render/formats.ts'
import {temporaryFolder} from '../support/temp.ts'
import {inputs} from './inputs.ts'
import {type Installation, installation} from './installation.ts'
import {all, ended, leaks, unasked} from './judged.ts'
import {commands} from './misplaced.ts'
import {ambient, type Place} from './place.ts'
import {radiusEcho} from './radius-echo.ts'
import {runs} from './runs.ts'
import {type Secret, seen, text} from './secrets.ts'
import {silence} from './silence.ts'
import {type Came, type Run, watched} from './watched.ts'

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

/** Nothing else may change anything but files that are named to it. */
const applies = ({args}: Run) => ['setup', 'repair'].includes(args[0]!) && args.includes('--apply')

/** All that these could change; what NPS and the MFA service write down of sign-ins is theirs. */
const standing = async () => {
  const {server, tenant, directory} = await lab.now()
  return {server: {...server, events: null}, tenant, directory, writes: [...lab.writes()]}
}

/** What stays of the runs that changed the server, but for certificates: these are for everybody to see. */
const journals = ({server}: LabState): Came => {
  const texts = Object.values(server.journals ?? {}).join('\n')
  const text = texts.replaceAll(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g, '')
  const out = new Map([['journal', Buffer.from(text)]])
  return {run: {args: ['the journals'], exits: []}, code: null, out, files: []}
}

describe('not one of the marked secrets comes out, and nothing is written that nobody has asked for', () => {
  for (const command of Object.keys(commands))
    it(`of ${command.replace(':', ' ')} in any format, healthy, failing, interrupted, with --debug`, async () => {
      assert.ok(runs[command], 'a new command has its runs')
      const list = runs[command](place)
      const was = await standing()
      const came = await all(
        folder,
        list.filter((run) => !applies(run)),
      )
      assert.deepEqual(await standing(), was, 'the server or the tenant was changed')
      came.push(...(await all(folder, list.filter(applies))))
      ended(came)
      assert.deepEqual(unasked(came), [], 'a file was written that nobody has asked for')
      came.push(journals(await lab.now()))
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
