import {authenticationDll, authorizationDll} from '../catalogue/extension-dlls.ts'
import type {Extension} from '../facts/extension.ts'
import type {DllList, RegisteredDlls} from '../facts/registered-dlls.ts'

type Dll = DllList['dlls'][number]

/** The name at the end of a listed line, whatever stands before and around it. */
export const fileName = (line: string): string =>
  line
    .split(/[\\/]/)
    .at(-1)!
    .replace(/^[\s"]+|[\s"]+$/g, '')
    .toLowerCase()

/** Both lists, each with the extension's DLL where it is in it, by whatever folder and beside whatever others. */
export const bothOf = ({authorization, authentication}: RegisteredDlls) =>
  [
    {value: 'AuthorizationDLLs', dll: authorizationDll, list: authorization},
    {value: 'ExtensionDLLs', dll: authenticationDll, list: authentication},
  ].map((one) => ({...one, found: one.list.dlls.find(({text}) => fileName(text) === one.dll.toLowerCase())}))

/** Where the two DLLs are on this machine, or belong. */
export const whereOf = (
  {authorization, authentication, folder}: Extension,
  registered: RegisteredDlls,
): readonly [string, string] => {
  const [authz, authn] = bothOf(registered).map(({found}) => found?.path)
  return [
    authorization?.path ?? authz ?? `${folder}\\${authorizationDll}`,
    authentication?.path ?? authn ?? `${folder}\\${authenticationDll}`,
  ]
}

/** An entry or a file of it is here; its registry key alone outlives it. */
export const isInstalled = ({entries, authentication, authorization}: Extension): boolean =>
  entries.length > 0 || authentication !== null || authorization !== null

export const isWrongType = ({type}: DllList): boolean => type !== null && type !== 'REG_MULTI_SZ'

/** Nothing says that NPS understands quotation marks, variables, other slashes, or blanks around a path. */
export const isPlain = ({text}: Dll): boolean => text === text.trim() && !/["%/\u0000-\u001f]/.test(text)

/** A name of eight letters that Windows made of a longer one, such as MFANPS~1.DLL: it may be the extension's. */
export const isShortened = ({text}: Dll): boolean => /~\d+\.dll"?\s*$/i.test(text)

/** A bare name is looked for in more folders than one. */
export const isFullPath = ({text}: Dll): boolean => /[\\/]/.test(text)
