import {defineCheck} from '../../core/check.ts'
import {fail, pass, skip, unknown, warn} from '../../core/outcome.ts'
import {extension} from '../../facts/extension.ts'
import {npsService} from '../../facts/nps-service.ts'
import {registeredDlls} from '../../facts/registered-dlls.ts'
import {
  bothOf,
  isFullPath,
  isInstalled,
  isPlain,
  isShortened,
  isWrongType,
  whereOf,
} from '../registered-dll.ts'

const restart = 'Restart-Service IAS'
const server = {owner: 'server', disrupts: 'nps-restart'} as const
const script =
  'First see whether a window of Microsoft’s troubleshooting script waits for Enter: it puts the DLLs back itself.'

const otherFile = {
  do: [
    'Remove that line from AuthorizationDLLs or ExtensionDLLs, or install again what it belongs to. Keep the lines of the extension.',
    'Then restart NPS.',
  ],
  run: [restart],
  ...server,
} as const

export default defineCheck({
  id: 'registry.dlls',
  title: 'NPS loads the extension: MFA is on',
  needs: {installed: extension, registered: registeredDlls},
  wants: {service: npsService},
  // Without NPS nobody is let in at all; where the files are gone, listing them would keep NPS from starting.
  after: ['host.role/missing', 'extension.installed/files-gone'],
  outcomes: {
    registered: pass('NPS loads both DLLs of the extension, {authorization} and {authentication}.'),
    'not-installed': skip('The extension is not installed here, and NPS does not try to load it.'),
    none: fail(
      'MFA is off: the extension is installed, but NPS loads neither of its DLLs, so whoever knows a password gets in.',
      {
        do: [
          script,
          'Add {authorization} to AuthorizationDLLs and {authentication} to ExtensionDLLs, then restart NPS. If one of the files is not there, install the extension again instead.',
        ],
        run: ['npsmfa repair registry.dlls/none --apply'],
        ...server,
      },
    ),
    'left-off': fail(
      'MFA is off: the extension is installed, but NPS loads neither of its DLLs, so whoever knows a password gets in. Microsoft’s troubleshooting script takes them out for a test; it has left its backup, C:\\NPS\\AuthSrv.reg, and has not put them back.',
      {
        do: [
          script,
          'If none does, import C:\\NPS\\AuthSrv.reg, or add {authorization} to AuthorizationDLLs and {authentication} to ExtensionDLLs. Then restart NPS.',
        ],
        run: ['npsmfa repair registry.dlls/left-off --apply', 'reg import C:\\NPS\\AuthSrv.reg', restart],
        ...server,
      },
    ),
    'authorization-missing': fail(
      'MFA is off: AuthorizationDLLs lacks MfaNpsAuthzExt.dll, the part of the extension that asks for the second factor, so whoever knows a password gets in.',
      {
        do: [
          'Add {authorization} to AuthorizationDLLs, then restart NPS. If the file is not there, install the extension again instead.',
        ],
        run: ['npsmfa repair registry.dlls/authorization-missing --apply'],
        ...server,
      },
    ),
    'authentication-missing': fail(
      'ExtensionDLLs lacks MfaNpsAuthnExt.dll, the part of the extension that takes the answers of users: MFA is not enforced as it should be.',
      {
        do: [
          'Add {authentication} to ExtensionDLLs, then restart NPS. If the file is not there, install the extension again instead.',
        ],
        run: ['npsmfa repair registry.dlls/authentication-missing --apply'],
        ...server,
      },
    ),
    'wrong-type': fail(
      '{value} is a {type}, and NPS takes its list of DLLs from a REG_MULTI_SZ only: it does not load what is in it, so MFA is not enforced as it should be.',
      {
        do: [
          'Make {value} anew as a REG_MULTI_SZ, with {path} and with what else it is to list, a line each; then restart NPS.',
        ],
        run: ['npsmfa repair registry.dlls/wrong-type --apply'],
        ...server,
      },
    ),
    'file-missing': fail(
      'NPS is to load {paths}, and there is no such file: with a DLL that it cannot load, NPS does not start, and nobody signs in through it.',
      {
        do: [
          'Install the extension again, which brings the file back.',
          'If the extension was taken off this server on purpose, remove the line from AuthorizationDLLs and ExtensionDLLs; NPS then asks for no second factor.',
          'Then start NPS.',
        ],
        run: [restart],
        ...server,
      },
    ),
    'other-file-blocks': fail(
      'NPS is stopped, and beside the extension it is to load {paths}, where there is no such file: with a DLL that it cannot load, NPS does not start, and nobody signs in through it.',
      otherFile,
    ),
    'other-file-missing': warn(
      'Beside the extension NPS is to load {paths}, and there is no such file. NPS runs now; after its next restart nobody may sign in, for with a DLL that it cannot load NPS does not start.',
      otherFile,
    ),
    unusual: unknown(
      'The extension is registered as {lines}; whether NPS can load it as it is written there could not be told.',
      {
        do: [
          'Write the plain full path, without quotation marks, variables and blanks around it: {authorization} in AuthorizationDLLs, {authentication} in ExtensionDLLs.',
        ],
        run: ['npsmfa repair registry.dlls/unusual --apply'],
        ...server,
      },
    ),
    endless: unknown('{value} lists more than npsmfa reads, and the extension is not in its beginning.', {
      do: ['See who writes to {value} in HKLM\\SYSTEM\\CurrentControlSet\\Services\\AuthSrv\\Parameters.'],
      owner: 'server',
      disrupts: 'nothing',
    }),
  },
  judge({installed, registered, service}, say) {
    const both = bothOf(registered)
    const [authorization, authentication] = whereOf(installed, registered)
    const paths = {authorization, authentication}
    const missing = both.filter(({found}) => !found)
    if (!isInstalled(installed) && missing.length === 2) return say('not-installed')
    const wrong = both.find(({list}) => isWrongType(list))
    if (wrong)
      return say('wrong-type', {
        value: wrong.value,
        type: wrong.list.type ?? '',
        path: wrong.value === 'ExtensionDLLs' ? authentication : authorization,
      })
    const endless = missing.find(({list}) => list.cut)
    if (endless) return say('endless', {value: endless.value})
    const shortened = missing.flatMap(({list}) => list.dlls.filter(isShortened))
    if (shortened.length > 0) return say('unusual', {...paths, lines: shortened.map(({text}) => `“${text}”`)})
    if (missing.length === 2) return say(registered.backup ? 'left-off' : 'none', paths)
    const [lacking] = missing
    if (lacking)
      return lacking.value === 'ExtensionDLLs'
        ? say('authentication-missing', paths)
        : say('authorization-missing', paths)
    const dlls = both.flatMap(({found}) => found ?? [])
    const gone = dlls.filter(({present}) => present === false)
    if (gone.length > 0) return say('file-missing', {paths: gone.map(({path, text}) => path ?? text)})
    const others = both.flatMap(({list, found}) => list.dlls.filter((dll) => dll !== found))
    const lost = others.filter((dll) => dll.present === false && isFullPath(dll))
    const lines = {paths: lost.map(({path, text}) => path ?? text)}
    const stopped = service?.present && service.state === 'stopped'
    if (lost.length > 0) return stopped ? say('other-file-blocks', lines) : say('other-file-missing', lines)
    const odd = dlls.filter((dll) => !isPlain(dll) || dll.present === null)
    if (odd.length > 0) return say('unusual', {...paths, lines: odd.map(({text}) => `“${text}”`)})
    return say('registered', paths)
  },
})
