import {vcRuntime} from '../facts/vc-runtime.ts'
import {defineProbe} from '../world/probe.ts'
import {dataOf} from './shared/registry-value.ts'

const key = 'SOFTWARE\\Microsoft\\VisualStudio\\14.0\\VC\\Runtimes\\X64'
/** What a program of Visual Studio 2015 or later, C and C++, needs at least. */
const names = ['vcruntime140.dll', 'msvcp140.dll']

export default defineProbe({
  fact: vcRuntime,
  on: ['win32'],
  via: `the system folder and the registry key HKLM\\${key}`,
  needs: {},
  look: async (_known, {windows}) => {
    const [{systemFolder}, runtime] = await Promise.all([windows.system(), windows.registry(key)])
    const [installed, version] = [dataOf(runtime, 'Installed'), dataOf(runtime, 'Version')]
    const files = names.map(async (name) => {
      const file = await windows.file(`${systemFolder}\\${name}`)
      return {name, present: file !== null, version: file?.version ?? null}
    })
    return {
      installed: installed === 1 ? (typeof version === 'string' ? version : 'of an unknown version') : null,
      files: await Promise.all(files),
    }
  },
})
