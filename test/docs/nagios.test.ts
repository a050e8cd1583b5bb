import assert from 'node:assert/strict'
import {spawn, spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {it} from 'node:test'
import {setTimeout} from 'node:timers/promises'
import {suiteWith} from '../support/installed.ts'
import {temporaryFolder} from '../support/temp.ts'
import {blocks, inLab} from './page.ts'

/** What every Nagios has already: a host, who is told and when. */
const around = `
define timeperiod {
  timeperiod_name 24x7
  alias always
}
define command {
  command_name tell
  command_line /bin/true
}
define contact {
  contact_name nagiosadmin
  host_notification_period 24x7
  service_notification_period 24x7
  host_notification_commands tell
  service_notification_commands tell
}
define host {
  host_name nps1
  address 127.0.0.1
  max_check_attempts 1
  check_period 24x7
  notification_period 24x7
  contacts nagiosadmin
}
`

/** A Nagios of its own below the folder; the name of its configuration. */
function configured(folder: string, objects: string): string {
  const file = (name: string) => join(folder, name)
  mkdirSync(file('spool'))
  writeFileSync(file('objects.cfg'), around + objects)
  const settings = {
    log_file: file('log'),
    cfg_file: file('objects.cfg'),
    object_cache_file: file('cache'),
    status_file: file('status'),
    status_update_interval: 1,
    lock_file: file('lock'),
    temp_file: file('temp'),
    temp_path: folder,
    check_result_path: file('spool'),
    state_retention_file: file('retention'),
    command_file: file('commands'),
    query_socket: file('socket'),
    nagios_user: process.getuid?.(),
    nagios_group: process.getgid?.(),
    check_external_commands: 1,
    check_for_updates: 0,
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`)
  writeFileSync(file('nagios.cfg'), lines.join(''))
  return file('nagios.cfg')
}

/** Lets Nagios run the check once; what it then shows of the service, field by field. */
async function shown(folder: string, config: string): Promise<Record<string, string>> {
  const file = (name: string) => join(folder, name)
  const nagios = spawn('nagios4', [config], {stdio: 'ignore'})
  try {
    await until(() => existsSync(file('commands')) && existsSync(file('status')))
    const now = Math.floor(Date.now() / 1000)
    const command = `[${now}] SCHEDULE_FORCED_SVC_CHECK;nps1;MFA for VPN sign-ins;${now}\n`
    writeFileSync(file('commands'), command, {flag: 'a'})
    const fields = () => {
      const [, service = ''] = readFileSync(file('status'), 'utf8').split('servicestatus {')
      return Object.fromEntries(
        [...service.matchAll(/^\s(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value!]),
      )
    }
    await until(() => fields().plugin_output !== '')
    return fields()
  } finally {
    const ended = new Promise((end) => nagios.once('exit', end))
    nagios.kill()
    await ended
  }
}

async function until(met: () => boolean): Promise<void> {
  for (let tries = 0; !met(); tries++) {
    assert.ok(tries < 300, 'half a minute is over')
    await setTimeout(100)
  }
}

suiteWith('docs/monitoring.md for Nagios', {nagios4: 'nagios4-core'}, () => {
  for (const [scenario, state, line] of [
    ['healthy', '0', /^NPSMFA OK - Nothing was found/],
    ['client-principal-disabled', '2', /^NPSMFA CRITICAL - The application “Azure Multi-Factor Auth Client”/],
  ] as const)
    it(`has a command whose state, line, performance data and cure Nagios shows: ${scenario}`, async () => {
      const lab = inLab(scenario)
      const config = configured(lab.folder, lab.put(blocks('nagios')[0]!))
      const verified = spawnSync('nagios4', ['-v', config], {encoding: 'utf8'})
      assert.match(verified.stdout, /^Total Errors: +0$/m, verified.stdout)
      const service = await shown(lab.folder, config)
      assert.equal(service.current_state, state)
      assert.match(service.plugin_output ?? '', line)
      assert.match(service.performance_data ?? '', /^time=[\d.]+s;;;0 pass=\d+;;;0 /)
      if (state === '2')
        assert.match(service.long_plugin_output ?? '', /Who acts: .+> Update-MgServicePrincipal/)
    })
})

suiteWith('docs/monitoring.md for Icinga', {icinga2: 'icinga2-bin'}, () => {
  it('has a configuration that Icinga takes, with the service on the host that it is for', () => {
    const folder = temporaryFolder()
    const config = join(folder, 'icinga2.conf')
    const hosts = ['nps1', 'other'].map(
      (name) =>
        `object Host "${name}" {\n  check_command = "dummy"\n${name === 'nps1' ? '  vars.npsmfa_pfx = "/etc/icinga2/nps.pfx"\n' : ''}}\n`,
    )
    writeFileSync(config, `include <itl>\n${hosts.join('')}${blocks('icinga2')[0]}`)
    const own = ['User=root', 'Group=root'].map((run) => `-DConfiguration.RunAs${run}`)
    const data = ['DataDir', 'CacheDir', 'LogDir', 'InitRunDir'].map(
      (name) => `-DConfiguration.${name}=${folder}`,
    )
    const {status, stdout, stderr} = spawnSync('icinga2', ['daemon', '-C', '-c', config, ...own, ...data], {
      encoding: 'utf8',
    })
    assert.equal(status, 0, `${stdout}${stderr}`)
    assert.match(`${stdout}${stderr}`, /Instantiated 1 Service\./)
  })
})
