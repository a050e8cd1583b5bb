import * as Args from '@oclif/core/args'
import {Command} from '@oclif/core/command'
import {runFlags} from './flags.ts'
import {runDoctor} from './run.ts'

export default class Check extends Command {
  static override id = 'check'
  static override summary = 'The same as doctor, but only these areas or checks.'
  static override description = 'Without one all of them. Exit status as of doctor.'
  static override examples = [
    {
      description: 'Only the network and the token:',
      command: '<%= config.bin %> check endpoints token --lab',
    },
    {
      description: 'One check; npsmfa list names them all:',
      command: '<%= config.bin %> check cert.expiry --lab=certificate-expired',
    },
  ]
  // A first argument that is left out would make oclif wait for one on stdin.
  static override args = {
    area: Args.string({description: 'an area or check, see npsmfa list', ignoreStdin: true}),
  }
  static override strict = false
  static override flags = runFlags

  async run(): Promise<void> {
    const {argv, flags} = await this.parse(Check)
    await runDoctor(flags, argv as string[])
  }
}
