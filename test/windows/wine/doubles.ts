import {spawnSync} from 'node:child_process'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fingerprint, madeOnce} from './folders.ts'
import {mingw, windres} from './needs.ts'

const sources = join(import.meta.dirname, '../doubles')
const source = (name: string) => join(sources, name)

/** Compiles for Windows; throws with what the compiler says. */
export function compile(args: readonly string[]): void {
  run(mingw, ['-Wall', '-Werror', '-O1', '-s', ...args])
}

function run(program: string, args: readonly string[]): void {
  const {status, stderr} = spawnSync(program, args, {encoding: 'utf8'})
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}\n${stderr}`)
}

/** A folder with the stand-ins of what Wine does not have: ncrypt.dll, wevtapi.dll, svcdouble.dll, service.exe. */
export const doubles = () =>
  madeOnce(
    `doubles-${fingerprint(['ncrypt.c', 'wevtapi.c', 'svcdouble.c', 'service.c'].map(source))}`,
    async (folder) => {
      const dll = ['-shared', '-Wl,--kill-at']
      compile([...dll, '-o', join(folder, 'ncrypt.dll'), source('ncrypt.c'), '-ladvapi32'])
      compile([...dll, '-o', join(folder, 'wevtapi.dll'), source('wevtapi.c')])
      compile([...dll, '-o', join(folder, 'svcdouble.dll'), source('svcdouble.c'), '-ladvapi32'])
      compile(['-municode', '-o', join(folder, 'service.exe'), source('service.c'), '-ladvapi32'])
    },
  )

/** A DLL whose version resource says this; empty apart from that. */
export async function versionedDll(version: string, company = 'Microsoft Corporation'): Promise<string> {
  const folder = await madeOnce(`dll-${fingerprint([], [version, company])}`, async (target) => {
    const script = join(target, 'version.rc')
    const object = join(target, 'version.o')
    const numbers = version.replaceAll('.', ',')
    writeFileSync(
      script,
      `1 VERSIONINFO\nFILEVERSION ${numbers}\nPRODUCTVERSION ${numbers}\nBEGIN\n BLOCK "StringFileInfo" BEGIN BLOCK "040904b0" BEGIN\n  VALUE "CompanyName","${company}"\n  VALUE "FileVersion","${version}"\n END END\n BLOCK "VarFileInfo" BEGIN VALUE "Translation",0x409,1200 END\nEND\n`,
    )
    run(windres, [script, '-O', 'coff', '-o', object])
    compile(['-shared', '-nostdlib', '-Wl,--entry=0', '-o', join(target, 'version.dll'), object])
  })
  return join(folder, 'version.dll')
}
