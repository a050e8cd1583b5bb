/** Where Windows keeps what its variables name. */
export interface Folders {
  programs: string
  system: string
}

/**
 * Where a listed DLL is. Only plain paths on a local drive and bare file names, which Windows finds in its system
 * folder, are looked at: a path to another computer would send this account's credentials there.
 */
export function dllPath(text: string, {programs, system}: Folders): string | null {
  const windows = system.replace(/\\[^\\]*$/, '')
  const variables: Readonly<Record<string, string>> = {
    programfiles: programs,
    programw6432: programs,
    systemroot: windows,
    windir: windows,
    systemdrive: windows.slice(0, 2),
  }
  const path = text
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim()
    .replace(/%(\w+)%/g, (whole, name: string) => variables[name.toLowerCase()] ?? whole)
    .replaceAll('/', '\\')
  if (/[\u0000-\u001f"<>|?*%]/.test(path) || path.length > 1024) return null
  if (/^[a-z]:\\/i.test(path)) return path
  return /^[^\\:]+$/.test(path) ? `${system}\\${path}` : null
}
