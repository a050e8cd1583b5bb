// Preloaded into the program: it lets a secret out where CANARY_LEAK says, so that the canary test can show that it sees it.
const fs = require('node:fs')
const secret = process.env.NPSMFA_LDAP_PASSWORD
const base64 = Buffer.from(`{"password":"${secret}"}`).toString('base64')
const leaks = {
  stdout: () => process.stdout.write(`${encodeURIComponent(secret)}\n`),
  stderr: () => process.stderr.write(`${base64}\n`),
  file: () => fs.writeFileSync('.debug.log', Buffer.from(secret, 'utf16le')),
  bundle() {
    const {writeSync} = fs
    fs.writeSync = (file, bytes, ...rest) => {
      // Of the same length, since the program counts what is written.
      const at = bytes.indexOf('"message": "')
      if (at > 0) bytes.write(base64.slice(0, 40), at + 12)
      return writeSync(file, bytes, ...rest)
    }
  },
  child: () =>
    require('node:child_process').spawn('sleep', ['0.3'], {env: {LEAKED: secret}, stdio: 'ignore'}),
}
leaks[process.env.CANARY_LEAK]()
