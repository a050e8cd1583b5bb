import {CannotKnow} from '../../core/evidence.ts'
import type {WinApi} from '../windows/api.ts'

type Windows = Pick<WinApi, 'joinedDomain' | 'domainController'>

/** A domain controller of the domain this machine is in, as Windows finds it; may take seconds. */
export async function ownController(windows: Windows): Promise<URL> {
  const domain = await windows.joinedDomain().catch((error) => {
    if (error instanceof CannotKnow && error.why === 'unsupported') return null
    throw explained(error, 'Windows does not say which domain this machine is in')
  })
  if (domain === null) throw new CannotKnow('not-asked', 'no directory was named (--ldap URL)')
  const none = `Windows found no domain controller of ${domain}`
  const controller = await windows.domainController().catch((error) => {
    throw explained(error, none)
  })
  if (controller && /^[a-z0-9._-]+$/i.test(controller.name)) return new URL(`ldaps://${controller.name}`)
  throw new CannotKnow('error', `${none}; name the directory with --ldap`)
}

const explained = (error: unknown, what: string): unknown =>
  error instanceof CannotKnow
    ? new CannotKnow(error.why, `${what} (${error.message}); name the directory with --ldap`)
    : error
