import * as v from 'valibot'
import {defineFact} from '../core/fact.ts'
import {registrySwitch} from './schannel.ts'

/** What .NET Framework 4, and with it Windows PowerShell and the setup script, speaks; the extension itself has no .NET. */
const shape = v.array(
  v.object({
    view: v.picklist(['64-bit', '32-bit']),
    strongCrypto: registrySwitch,
    systemDefaultTls: registrySwitch,
  }),
)
export type DotnetTls = v.InferOutput<typeof shape>

export const dotnetTls = defineFact<DotnetTls>({
  key: 'dotnet-tls',
  about: 'the TLS settings of .NET Framework',
  shape,
})
