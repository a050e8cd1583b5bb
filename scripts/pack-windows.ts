import {createHash} from 'node:crypto'
import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {zipSync} from 'fflate'
import {version} from '../src/version.ts'
import {windowsNode} from '../test/windows/wine/node.ts'
import {nodeLicense} from './node-license.ts'

const crlf = (text: string) => text.replace(/\r?\n/g, '\r\n')

/** Node.js takes neither options nor modules from the environment, and writes no cache: it may run elevated. */
const command = crlf(`@echo off
setlocal
set NODE_OPTIONS=
set NODE_PATH=
set NODE_COMPILE_CACHE=
set NODE_DISABLE_COMPILE_CACHE=1
"%~dp0node.exe" "%~dp0app\\bin\\run.js" %*
`)

const readMe = crlf(`npsmfa ${version} for Windows Server 2016 and newer (x64)

1. Unpack this folder to a place where only administrators may write, such as C:\\Program Files\\npsmfa.
2. Open a command prompt as administrator there and run:  npsmfa doctor

npsmfa reads; it writes nothing, and asks Microsoft's hosts and your domain controller only.
node.exe is the unmodified program of the OpenJS Foundation, with its signature. SHA256SUMS lists every file:
  certutil -hashfile node.exe SHA256
`)

/** Everything in the portable folder, by its path in there. */
export async function portableFiles(): Promise<Record<string, Uint8Array>> {
  const program = (file: string) => [`app/${file}`, readFileSync(file)] as const
  const bundle = readdirSync('dist').filter((file) => file !== 'THIRD-PARTY-NOTICES.txt')
  const files: Record<string, Uint8Array> = {
    'npsmfa.cmd': Buffer.from(command),
    'README.txt': Buffer.from(readMe),
    'node.exe': readFileSync(await windowsNode()),
    'LICENSE.txt': readFileSync('LICENSE'),
    'LICENSE.node.txt': readFileSync(nodeLicense()),
    'THIRD-PARTY-NOTICES.txt': readFileSync('dist/THIRD-PARTY-NOTICES.txt'),
    ...Object.fromEntries(
      ['bin/run.js', 'package.json', 'oclif.manifest.json', ...bundle.map((file) => `dist/${file}`)].map(
        program,
      ),
    ),
  }
  const sum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
  const sums = Object.entries(files).map(([path, bytes]) => `${sum(bytes)} *${path}\n`)
  return {...files, SHA256SUMS: Buffer.from(sums.join(''))}
}

/** Makes npsmfa-VERSION-win-x64.zip in a folder, on any system, the same bytes for the same content. */
export async function packWindows(target = '.'): Promise<string> {
  const folder = `npsmfa-${version}-win-x64`
  const entries = Object.entries(await portableFiles()).map(([path, bytes]) => [`${folder}/${path}`, bytes])
  // A fixed time (the earliest that ZIP can hold is 1980): two packs of one commit are equal.
  const zip = zipSync(Object.fromEntries(entries), {level: 6, mtime: new Date(2000, 0, 1)})
  const file = join(target, `${folder}.zip`)
  writeFileSync(file, zip)
  return file
}

if (import.meta.main) process.stdout.write(`${await packWindows()}\n`)
