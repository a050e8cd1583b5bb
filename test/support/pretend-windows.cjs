// Preloaded into the program: it believes to be on Windows, and every process it starts is told on stderr.
Object.defineProperty(process, 'platform', {value: 'win32'})
delete process.env.SHELL
const os = require('node:os')
const {userInfo} = os
os.platform = () => 'win32'
os.userInfo = (...args) => ({...userInfo(...args), uid: -1, gid: -1, shell: null})
const childProcess = require('node:child_process')
for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']) {
  childProcess[name] = (program) => {
    process.stderr.write(`STARTED ${name} ${program}\n`)
    throw new Error('no process may be started')
  }
}
