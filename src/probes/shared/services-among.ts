import type {WinApi} from '../../world/windows/api.ts'

/** Those of the named services that are on this machine; `titles` says what each is called among people. */
export async function servicesAmong(windows: WinApi, titles: Readonly<Record<string, string>>) {
  const found = await Promise.all(
    Object.entries(titles).map(async ([name, title]) => {
      const service = await windows.service(name)
      return service ? [{name, title, state: service.state, startType: service.startType}] : []
    }),
  )
  return found.flat()
}
