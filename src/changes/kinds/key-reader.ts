import {parseDacl} from '../../codecs/sddl.ts'
import {withoutReader, withReader} from '../../codecs/sddl-grant.ts'
import {powerShellText} from '../../core/words.ts'
import {ChangeFailed, type Doors, defineChange} from '../change.ts'

/** The private key of a certificate in LocalMachine\My, and the SID of who may read it. */
type Args = {thumbprint: string; sid: string; account: string}
type Now = {sddl: string | null}

async function keyOf({windows}: Doors, thumbprint: string) {
  const found = (await windows.certificates()).find((certificate) => certificate.thumbprint === thumbprint)
  if (!found?.key) throw new ChangeFailed(`the certificate ${thumbprint} has no private key here`)
  return found.key
}

/** One entry more in the access list of a private key; all others stay. */
export const keyReader = defineChange<Args, Now>({
  kind: 'key-reader',
  look: async ({thumbprint}, {doors}) => ({
    sddl: await doors.changes.keyDacl(await keyOf(doors, thumbprint)),
  }),
  words: ({thumbprint, sid, account}, now) => ({
    what: `Let ${account} read the private key of ${thumbprint}`,
    now: `its access list is ${now.sddl ?? 'kept by nobody'}`,
    then: 'the same entries and one more, which lets it read',
    undo: 'Take that entry out of the access list again',
    byHand: byHand(thumbprint, sid),
    disrupts: 'nothing',
  }),
  isDone: ({sid}, now) => readers(now.sddl).includes(sid),
  async apply({thumbprint, sid}, before, {doors}) {
    if (before.sddl === null) throw new ChangeFailed('the key has no access list that could be changed')
    await doors.changes.setKeyDacl(await keyOf(doors, thumbprint), withReader(before.sddl, sid))
    return undefined
  },
  async undo({thumbprint, sid}, before, {doors}, made) {
    if (before.sddl === null) return
    const key = await keyOf(doors, thumbprint)
    const now = await doors.changes.keyDacl(key)
    // What somebody else has changed since stays.
    const isOurs = now === (made as Now | null)?.sddl || now === null
    await doors.changes.setKeyDacl(key, isOurs ? before.sddl : withoutReader(now, sid, before.sddl))
  },
  isUndone: ({sid}, before, now) => readers(before.sddl).includes(sid) || !readers(now.sddl).includes(sid),
})

/** CryptoAPI and CNG keep their files in different folders. */
const byHand = (thumbprint: string, sid: string): string[] => [
  `$key = [Security.Cryptography.X509Certificates.RSACertificateExtensions]::GetRSAPrivateKey((Get-Item ${powerShellText(`Cert:\\LocalMachine\\My\\${thumbprint}`)}))`,
  '$file = @("RSA\\MachineKeys\\$($key.CspKeyContainerInfo.UniqueKeyContainerName)", "Keys\\$($key.Key.UniqueName)")[[int][bool]$key.Key]',
  `icacls "$env:ProgramData\\Microsoft\\Crypto\\$file" /grant ${powerShellText(`*${sid}:R`)}`,
]

/** FILE_GENERIC_READ */
const reads = 0x12_0089

const readers = (sddl: string | null): string[] =>
  (sddl === null ? [] : (parseDacl(sddl) ?? [])).flatMap(({effect, conditional, mask, sid}) =>
    effect === 'allow' && !conditional && (mask & reads) === reads ? [sid] : [],
  )
