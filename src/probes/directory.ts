import {CannotKnow} from '../core/evidence.ts'
import {type DirectoryAnswer, directory} from '../facts/directory.ts'
import {defineProbe} from '../world/probe.ts'

export default defineProbe({
  fact: directory,
  via: 'LDAP bind over TLS',
  permission:
    'an account that may read the directory (--ldap-user, or who runs this on a Windows host of the domain)',
  needs: {},
  timeoutMs: 24_000,
  look: async (_known, world, signal): Promise<DirectoryAnswer> => {
    const asked = world.directory
    if (!asked) throw new CannotKnow('not-asked', 'no directory was named (--ldap URL)')
    try {
      return {answer: 'open', ...(await asked.open(signal))}
    } catch (error) {
      if (!(error instanceof CannotKnow) || ['timeout', 'not-asked'].includes(error.why)) throw error
      const {server, found, user} = asked
      if ('reason' in error) return {answer: 'credentials', server, found, user, reason: String(error.reason)}
      return {answer: 'broken', server, found, detail: error.message}
    }
  },
})
