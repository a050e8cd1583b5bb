import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {describe, it} from 'node:test'
import {parse as parseJunit, type TestSuites} from 'junit2json'
import {parse as parseYaml} from 'yaml'
import {program} from '../support/doctor.ts'
import {blocks, inLab} from './page.ts'

const help = execFileSync(process.execPath, [program, 'doctor', '--help'], {encoding: 'utf8'})

describe('docs/monitoring.md', () => {
  it('names only flags, formats and variables that exist', () => {
    const page = readFileSync('docs/monitoring.md', 'utf8')
    for (const [flag] of page.matchAll(/--[a-z][a-z-]+/g)) assert.ok(help.includes(flag), flag)
    for (const [, format = ''] of page.matchAll(/--format (\w+)/g))
      assert.match(help, new RegExp(`\\b${format}\\b`))
    for (const [variable] of page.matchAll(/NPSMFA_[A-Z_]+(?<!_)/g))
      assert.ok(help.includes(variable.replace(/_FILE$/, '')), variable)
  })

  const [actions = '', azure = ''] = blocks('yaml')
  for (const [service, command] of [
    ['GitHub Actions', parseYaml(actions).jobs.mfa.steps[0].run],
    ['Azure Pipelines', parseYaml(azure).steps[0].script],
  ] as const)
    it(`has a step for ${service} that goes red with the verdict and leaves JUnit’s file`, async () => {
      for (const [scenario, exit] of [
        ['healthy', 0],
        ['client-principal-disabled', 1],
        ['graph-forbidden', 3],
      ] as const) {
        const lab = inLab(scenario)
        assert.equal(lab.run(lab.put(command)).status, exit)
        const {failures, errors} = (await parseJunit(lab.read('npsmfa.xml'))) as TestSuites
        assert.equal((failures ?? 0) + (errors ?? 0) > 0, exit !== 0)
      }
    })

  it('has a ticket', () => {
    const lab = inLab('client-principal-disabled')
    const {status, stdout, stderr} = lab.run(lab.put(blocks('sh')[0]!))
    assert.deepEqual([status, stdout, stderr], [1, '', ''])
    assert.match(lab.read('ticket.md'), /^## ✖ The application “Azure Multi-Factor Auth Client” is disabled/m)
  })

  it('has a scheduled task within the length that schtasks takes', () => {
    // https://learn.microsoft.com/windows-server/administration/windows-commands/schtasks-create: 262 with the end.
    const [, run = ''] = /\/TR "((?:\\"|[^"])*)"$/m.exec(blocks('bat')[0]!) ?? []
    const command = run.replaceAll('\\"', '"')
    assert.match(
      command,
      /^"C:\\Program Files\\npsmfa\\npsmfa\.cmd" doctor --format prometheus --output "C:\\[^"]+\.prom"$/,
    )
    assert.ok(command.length <= 261, `${command.length} characters`)
  })
})
