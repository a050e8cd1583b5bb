import assert from 'node:assert/strict'
import {spawn, spawnSync} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {it} from 'node:test'
import {setTimeout} from 'node:timers/promises'
import {suiteWith} from '../support/installed.ts'
import {freePort} from '../support/ports.ts'
import {temporaryFolder} from '../support/temp.ts'
import {blocks, inLab} from './page.ts'

const rules = blocks('yaml')[2]!
/** The command of the line for cron, which comes after five fields and a user. */
const command = blocks('cron')[0]!.trim().split(/\s+/).slice(6).join(' ')

/** What the timer of the page leaves in the folder of the textfile collector. */
function collected(scenario: string) {
  const lab = inLab(scenario)
  const {status, stdout, stderr} = lab.run(lab.put(command))
  return {folder: lab.folder, text: lab.read('npsmfa.prom'), ran: [status, stdout, stderr]}
}

suiteWith(
  'docs/monitoring.md for Prometheus',
  {
    promtool: 'prometheus',
    'prometheus-node-exporter': 'prometheus-node-exporter',
  },
  () => {
    const folder = temporaryFolder()
    const rulesFile = join(folder, 'npsmfa.rules.yml')
    writeFileSync(rulesFile, rules)

    it('has rules that promtool takes', () => {
      const {status, stdout} = spawnSync('promtool', ['check', 'rules', '--lint-fatal', rulesFile], {
        encoding: 'utf8',
      })
      assert.equal(status, 0, stdout)
      assert.match(stdout, /SUCCESS: 4 rules found/)
    })

    /** Samples that stand for 70 minutes, as promtool's unit tests want them. */
    const series = (text: string) =>
      text
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => /^(.+) (\S+)$/.exec(line)!)
        .map(([, name, value]) => ({series: name, values: `${value}+0x70`}))
    const old = 'npsmfa_run_timestamp_seconds 0\nnpsmfa_exit_status 0\n'
    for (const [what, fires, text] of [
      ['healthy', [], () => collected('healthy').text],
      ['client-principal-disabled', ['MfaRed'], () => collected('client-principal-disabled').text],
      ['inspection-trusted', ['MfaWarning'], () => collected('inspection-trusted').text],
      ['graph-forbidden', ['MfaUndetermined'], () => collected('graph-forbidden').text],
      ['a report of an hour ago', ['MfaNotLookedAt'], () => old],
      ['no report at all', ['MfaNotLookedAt'], () => 'up 1\n'],
    ] as const)
      it(`fires ${fires.join() || 'nothing'} for ${what}`, () => {
        const file = join(folder, 'rules.test.yml')
        const samples = fires.map((name) => ({labels: `{alertname="${name}"}`, value: 1}))
        const expr = 'count by (alertname) (count by (alertname, instance) (ALERTS{alertstate="firing"}))'
        const tests = [
          {
            interval: '1m',
            input_series: series(text()),
            promql_expr_test: [{expr, eval_time: '70m', exp_samples: samples}],
          },
        ]
        writeFileSync(file, JSON.stringify({rule_files: [rulesFile], evaluation_interval: '1m', tests}))
        const {status, stdout, stderr} = spawnSync('promtool', ['test', 'rules', file], {encoding: 'utf8'})
        assert.equal(status, 0, `${stdout}${stderr}`)
      })

    it('has a line for cron whose file node_exporter exposes, whole', async () => {
      const {folder: textfiles, text, ran} = collected('client-principal-disabled')
      assert.deepEqual(ran, [1, '', ''])
      const address = `127.0.0.1:${await freePort()}`
      const exporter = spawn(
        'prometheus-node-exporter',
        [
          '--collector.disable-defaults',
          '--collector.textfile',
          `--collector.textfile.directory=${textfiles}`,
          `--web.listen-address=${address}`,
        ],
        {stdio: 'ignore'},
      )
      try {
        const exposed = await scraped(`http://${address}/metrics`)
        assert.match(exposed, /^node_textfile_scrape_error 0$/m)
        // Prometheus' own library writes labels in the order of their names, and numbers in its own form.
        const values = (of: string) => of.match(/^npsmfa_(check_status|root_cause_info)\{/gm)?.length
        assert.equal(values(exposed), values(text))
        assert.match(exposed, /^npsmfa_exit_status 1$/m)
        assert.match(
          exposed,
          /^npsmfa_check_status\{area="tenant",check="tenant.client-principal",status="fail"(,user="")?\} 1$/m,
        )
      } finally {
        exporter.kill()
      }
    })
  },
)

async function scraped(url: string): Promise<string> {
  for (let tries = 0; ; tries++) {
    try {
      return await (await fetch(url)).text()
    } catch (error) {
      if (tries === 100) throw error
      await setTimeout(100)
    }
  }
}
