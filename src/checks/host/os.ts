import {oldestServerBuild, serverReleases} from '../../catalogue/windows-releases.ts'
import {defineCheck} from '../../core/check.ts'
import {fail, pass, skip, warn} from '../../core/outcome.ts'
import {deployment} from '../../facts/deployment.ts'
import {operatingSystem} from '../../facts/operating-system.ts'
import {run} from '../../facts/run.ts'
import {isElsewhere} from '../elsewhere.ts'

const warnBefore = 90 * 86_400_000

export default defineCheck({
  id: 'host.os',
  title: 'This Windows can be an NPS server and is supported',
  needs: {system: operatingSystem, run},
  wants: {deployment},
  outcomes: {
    supported: pass('{name} (build {build}) is supported until {until}.'),
    newer: pass('{name} (build {build}) is newer than the releases that npsmfa knows.'),
    elsewhere: skip(
      '{name} is no Windows Server: the tenant that was named is looked at from here, the NPS server is not.',
    ),
    workstation: fail(
      '{name} is no Windows Server, so there is no Network Policy Server on it: this is not the machine that answers sign-ins.',
      {do: ['Run npsmfa on the NPS server.'], owner: 'server', disrupts: 'nothing'},
    ),
    'too-old': fail(
      '{name} (build {build}) is older than Windows Server 2012, the oldest that the extension runs on.',
      {
        do: ['Install NPS and the extension on a supported Windows Server.'],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
    'ends-soon': warn(
      'Microsoft’s support for {name} (build {build}) ends on {until}, in {left}: then there are no more security updates.',
      {
        do: ['Plan the move to a newer Windows Server before that day.'],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
    'out-of-support': warn(
      'Microsoft’s support for {name} (build {build}) ended on {until}: sign-ins go on working, without security updates.',
      {
        do: ['Move NPS and the extension to a newer Windows Server, or buy Extended Security Updates.'],
        owner: 'server',
        disrupts: 'nothing',
      },
      'until',
    ),
  },
  judge({system: {build, product, name: called}, run, deployment}, say) {
    const release = serverReleases.findLast((known) => known.build <= build)
    const name = called ?? release?.name ?? 'This Windows'
    if (product === 'workstation')
      return isElsewhere(deployment) ? say('elsewhere', {name}) : say('workstation', {name})
    if (!release || build < oldestServerBuild) return say('too-old', {name, build})
    if (build > serverReleases.at(-1)!.build) return say('newer', {name, build})
    const left = Date.parse(release.supportedUntil) - Date.parse(run.asOf)
    const slots = {name, build, until: {time: release.supportedUntil}}
    if (left <= 0) return say('out-of-support', slots)
    return left < warnBefore ? say('ends-soon', {...slots, left: {duration: left}}) : say('supported', slots)
  },
})
