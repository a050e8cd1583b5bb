import {defineCheck} from '../../core/check.ts'
import {pass, warn} from '../../core/outcome.ts'
import {dotnetTls} from '../../facts/dotnet-tls.ts'

export default defineCheck({
  id: 'host.dotnet-tls',
  title: 'The setup script can speak TLS 1.2 (.NET Framework)',
  needs: {views: dotnetTls},
  after: ['host.schannel'],
  outcomes: {
    // Absent, the values are those of the Windows release; the vendor's instructions then switch TLS 1.2 on in the session.
    usable: pass('.NET Framework is not kept from TLS 1.2.'),
    off: warn(
      'In the registry .NET Framework ({views}) is kept from TLS 1.2 ({values}). Sign-ins do not need it; the setup script, which renews the certificate, and the PowerShell Gallery do.',
      {
        do: ['Set both values to 1 in the 64-bit and in the 32-bit view, and open a new PowerShell.'],
        run: ['npsmfa repair host.dotnet-tls/off --apply'],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
  },
  judge({views}, say) {
    // Either value alone brings TLS 1.2 in: strong cryptography, or whatever Windows has on.
    const off = views.filter(
      ({strongCrypto, systemDefaultTls}) =>
        (strongCrypto === 'off' && systemDefaultTls !== 'on') ||
        (systemDefaultTls === 'off' && strongCrypto !== 'on'),
    )
    if (off.length === 0) return say('usable')
    const values = [
      ...(off.some((view) => view.strongCrypto === 'off') ? ['SchUseStrongCrypto = 0'] : []),
      ...(off.some((view) => view.systemDefaultTls === 'off') ? ['SystemDefaultTlsVersions = 0'] : []),
    ]
    return say('off', {views: off.map(({view}) => view), values})
  },
})
