const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  ENAMETOOLONG: 'there is no such file',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  EISDIR: 'it is a folder',
  EBUSY: 'another program has it for itself',
}
const nameless = ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG']

/** Whether no file has that name. */
export const isNameless = (error: unknown): boolean =>
  nameless.includes((error as NodeJS.ErrnoException).code ?? '')

/** Why a file cannot be read, in words. */
export function reasonOf(error: unknown): string {
  const {code, message} = error as NodeJS.ErrnoException
  return (code && reasons[code]) ?? code ?? message
}
