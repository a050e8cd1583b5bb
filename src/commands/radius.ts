import {Command} from '@oclif/core/command'
import type {RadiusAsked} from '../app/radius.ts'
import {attributeName} from '../catalogue/radius-attributes.ts'
import type {RadiusReport} from '../core/radius.ts'
import {UsageError} from '../core/usage-error.ts'
import {jsonText} from '../core/words.ts'
import {listOf} from './flags.ts'
import {lookOf} from './look.ts'
import {print} from './print.ts'
import {progress} from './progress.ts'
import {radiusFlags} from './radius-flags.ts'
import {codeFromTerminal} from './read/code.ts'
import {readAttributes, readName, readSecret, readServer, readTimeout} from './read/radius.ts'
import {neededSecret} from './read/secrets.ts'
import {ringing} from './ringing.ts'

export default class Radius extends Command {
  static override id = 'radius'
  static override summary = 'A test sign-in over RADIUS; asks first, for a phone may ring.'
  static override description =
    'As a careful NAS does it. Exit status: 0 accepted, 1 refused, 3 silence, or it could not be told.'
  static override examples = [
    {
      description: 'At the lab’s NPS, where no phone rings:',
      command: '<%= config.bin %> radius --lab --user alice@contoso.example --yes',
    },
    {
      description: 'At an NPS server that has this machine as RADIUS client:',
      command: '<%= config.bin %> radius --server nps1.contoso.com --user alice@contoso.com',
    },
  ]
  static override flags = radiusFlags

  async run(): Promise<void> {
    const {flags} = await this.parse(Radius)
    const signIn = {
      user: readName(flags.user),
      protocol: flags.protocol as 'pap' | 'mschapv2',
      timeoutMs: readTimeout(flags.timeout),
      attributes: readAttributes(flags['nas-ip'], listOf(flags.attribute, '\n')),
    }
    const server = readServer(flags.server ?? '127.0.0.1', '--server')
    const where = flags.lab === undefined ? server.host : 'the lab'
    const question = `This signs ${signIn.user} in at ${where}: a phone may ring, and a wrong password counts towards lockout. Go on?`
    const report = await ringing({question, yes: flags.yes, declined: 'Nothing was sent.'}, (signal) =>
      flags.lab === undefined ? atServer(server, signIn, signal) : atLab(flags.lab, signIn, signal),
    )
    if (report === null) return
    process.exitCode = report.exit
    const {renderRadius} = await import('../render/radius.ts')
    await print(flags.json ? `${jsonText(report)}\n` : renderRadius(report, lookOf(true), attributeName))
  }
}

type Asked = Omit<RadiusAsked, 'host' | 'port' | 'secret' | 'password' | 'askCode'>

async function atServer(
  server: {host: string; port: number},
  asked: Asked,
  signal: AbortSignal,
): Promise<RadiusReport> {
  const secret = await readSecret()
  const password = await neededSecret('USER_PASSWORD', 'The password of --user')
  if (password === '') throw new UsageError('An empty password proves nothing; give the one of --user.')
  return test({...asked, ...server, secret, password, askCode: codeFromTerminal}, signal)
}

async function atLab(address: string, asked: Asked, signal: AbortSignal): Promise<RadiusReport> {
  const {labRadius} = await import('../index.ts')
  const {code, close, ...server} = await labRadius(address, signal)
  return test({...asked, ...server, askCode: async () => code}, signal).finally(close)
}

async function test(asked: RadiusAsked, signal: AbortSignal): Promise<RadiusReport> {
  const {radiusTest} = await import('../index.ts')
  const shown = progress(process.stderr)
  return radiusTest(asked, {signal, onProgress: shown.update}).finally(shown.end)
}
