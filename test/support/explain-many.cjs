// What the built `npsmfa explain` prints for many codes, in one process: a start for each would take minutes.
// Reads a JSON list of argument lists from stdin, writes a JSON list of {code, stdout}.
const {readFileSync} = require('node:fs')
const {resolve} = require('node:path')
const root = `${resolve(__dirname, '../..')}/`
const {main} = require('../../dist/explain.cjs')

const write = process.stdout.write.bind(process.stdout)

async function printed(args) {
  let stdout = ''
  process.stdout.write = (text) => {
    stdout += text
    return true
  }
  process.exitCode = undefined
  await main(args, root)
  // A process of its own listens once.
  process.stdout.removeAllListeners('error')
  return {code: process.exitCode ?? 0, stdout}
}

async function all() {
  const told = []
  for (const args of JSON.parse(readFileSync(0, 'utf8'))) told.push(await printed(args))
  process.exitCode = 0
  write(JSON.stringify(told))
}

all()
