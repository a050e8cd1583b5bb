import {copyFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {writeAdvapi32} from './advapi32.ts'
import {doubles} from './doubles.ts'
import {fingerprint, madeOnce, windowsPath} from './folders.ts'
import {writeKernelbase} from './kernelbase.ts'
import {startServer, stopServer, wine} from './start.ts'

/** What Wine says of Windows' version: with the product type it makes a Windows Server 2022 of the prefix. */
const server2022 = `Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion]
"CurrentBuild"="20348"
"CurrentBuildNumber"="20348"
"ProductName"="Windows Server 2022 Standard"
"InstallationType"="Server"
"UBR"=dword:00000aca

[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions]
"ProductType"="ServerNT"
`

const patches = ['image.ts', 'kernelbase.ts', 'advapi32.ts'].map((file) => join(import.meta.dirname, file))

/** Sets up a prefix in which the unmodified node.exe runs; some seven seconds the first time. */
export const template = () =>
  madeOnce(`template-${fingerprint(patches, [server2022, 'v2'])}`, async (prefix) => {
    startServer(prefix)
    try {
      await must(prefix, ['wineboot', '-i'], 'mscoree,mshtml=;winemenubuilder.exe=d')
      await must(prefix, ['winecfg', '-v', 'win10'], 'mscoree,mshtml=')
      const file = join(prefix, 'server.reg')
      writeFileSync(file, server2022)
      await must(prefix, ['regedit', '/S', windowsPath(file)], 'mscoree,mshtml=')
    } finally {
      stopServer(prefix)
    }
    writeKernelbase(join(prefix, 'drive_c/windows/system32/kernelbase.dll'))
    writeAdvapi32(join(prefix, 'drive_c/windows/system32/advapi32.dll'))
  })

async function must(prefix: string, args: readonly string[], overrides: string): Promise<void> {
  const {code, stdout, stderr} = await wine(prefix, args, {env: {WINEDLLOVERRIDES: overrides}})
  if (code !== 0) throw new Error(`wine64 ${args.join(' ')} ended with ${code}\n${stdout}${stderr}`)
}

/** Puts the test doubles of Wine's missing DLLs where they are found. */
export async function addDoubles(prefix: string): Promise<void> {
  const built = await doubles()
  for (const dll of ['ncrypt.dll', 'wevtapi.dll', 'svcdouble.dll']) {
    const target = join(prefix, 'drive_c/windows/system32', dll)
    // Wine's own is a link into the template.
    rmSync(target, {force: true})
    copyFileSync(join(built, dll), target)
  }
}
