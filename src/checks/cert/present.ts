import {defineCheck} from '../../core/check.ts'
import {fail, pass, unknown} from '../../core/outcome.ts'
import {certificateStore} from '../../facts/certificate-store.ts'
import {setup} from '../setup.ts'

export default defineCheck({
  id: 'cert.present',
  title: 'The extension’s certificate is on the server',
  needs: {store: certificateStore},
  after: ['extension.installed', 'registry.values'],
  outcomes: {
    found: pass(
      'LocalMachine\\My holds {count} of the extension among {total} certificates; the newest is {sha1}.',
    ),
    none: fail(
      'None of the {total} certificates in LocalMachine\\My is the extension’s, so it gets no token: every sign-in that needs MFA fails.',
      {do: [setup.do], run: setup.run, owner: 'server', disrupts: 'nps-restart'},
    ),
    unreadable: unknown(
      '{unreadable} of the {total} certificates in LocalMachine\\My could not be read, and none of the others is the extension’s.',
      {
        do: [
          'Open certlm.msc on the server, and look under Personal for a certificate with “Microsoft NPS Extension”.',
        ],
        run: [
          'Get-ChildItem Cert:\\LocalMachine\\My | Format-List Subject, Thumbprint, NotAfter, HasPrivateKey',
        ],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
  },
  judge({store: {candidates, total, unreadable}}, say) {
    const [newest] = [...candidates].sort((a, b) => Date.parse(b.notAfter) - Date.parse(a.notAfter))
    if (newest) return say('found', {count: candidates.length, total, sha1: newest.sha1})
    return unreadable > 0 ? say('unreadable', {unreadable, total}) : say('none', {total})
  },
})
