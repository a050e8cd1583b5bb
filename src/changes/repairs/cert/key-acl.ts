import {extensionCertificate} from '../../../facts/extension-certificate.ts'
import {privateKeys} from '../../../facts/private-keys.ts'
import {step} from '../../change.ts'
import {keyReader} from '../../kinds/key-reader.ts'
import {restartNps} from '../../kinds/restart-nps.ts'
import {defineRepair} from '../../repair.ts'

/** An entry that denies is somebody's will, and stays. */
export const keyAcl = defineRepair({
  check: 'cert.key-acl',
  endings: ['denied'],
  needs: {keys: privateKeys, certificate: extensionCertificate},
  steps({keys: {service}, certificate: {sha1}}) {
    if (!service) return null
    const {account, sid} = service
    return [step('key', keyReader, {thumbprint: sha1, sid, account}), step('restart', restartNps, null)]
  },
})
