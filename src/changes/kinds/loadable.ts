import {authSrvKey} from '../../catalogue/extension-dlls.ts'
import {ChangeFailed, type Doors} from '../change.ts'

/** Rejects where NPS would not start again: with a DLL in its lists that is not there it does not (Microsoft Learn, "Setting up the Extension DLLs"). */
export async function mustBeLoadable({windows}: Doors): Promise<void> {
  const key = await windows.registry(authSrvKey)
  const lines = (key?.values ?? []).flatMap(({name, type, data}) =>
    /^(?:AuthorizationDLLs|ExtensionDLLs)$/i.test(name) && type === 'REG_MULTI_SZ' ? data : [],
  )
  for (const line of lines) {
    // What is no plain full path may be found where NPS looks, and nowhere else.
    if (typeof line !== 'string' || !/^[a-z]:\\[^%"/]*$/i.test(line)) continue
    const file = await windows.file(line).catch(() => undefined)
    if (file === null)
      throw new ChangeFailed(`NPS would not start again, for it is to load ${line}, which is not there`)
  }
}
