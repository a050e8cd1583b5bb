import {defineCheck} from '../../core/check.ts'
import {fail, pass, unknown, warn} from '../../core/outcome.ts'
import {extensionCertificate} from '../../facts/extension-certificate.ts'
import {privateKeys} from '../../facts/private-keys.ts'
import {isOfUser} from '../certificate-fate.ts'
import {keyState} from '../private-key-state.ts'
import {renewal, setup} from '../setup.ts'

const anew = <const S extends readonly string[]>(...steps: S) =>
  ({do: steps, run: setup.run, owner: 'server', disrupts: 'nps-restart'}) as const

export default defineCheck({
  id: 'cert.key',
  title: 'The certificate’s private key signs',
  needs: {certificate: extensionCertificate},
  wants: {keys: privateKeys},
  after: ['cert.present', 'cert.selected'],
  outcomes: {
    'as-service': pass('The private key of {sha1} signs, and {account} is the account that NPS runs as.'),
    signs: pass(
      'The private key of {sha1} signs for {account}. That does not prove that the account of NPS may use it: see cert.key-acl.',
    ),
    'from-file': pass('The private key came as a file, and belongs to the certificate {sha1}.'),
    keyless: fail(
      'The certificate {sha1} is on the server without its private key, as if imported from a .cer file: every sign-in that needs MFA fails.',
      anew(
        'Import the certificate again from a .pfx file, which holds its key too.',
        `If there is none: ${setup.do}`,
      ),
    ),
    missing: fail(
      'Windows finds no private key in the place that the certificate {sha1} names ({detail}): every sign-in that needs MFA fails.',
      anew(
        'Import the certificate again from a .pfx file, or restore the key.',
        `If there is none: ${setup.do}`,
      ),
    ),
    'other-key': fail(
      'The private key does not belong to the certificate {sha1}: what it signs is not verified ({detail}). Every sign-in that needs MFA fails.',
      anew('Import the certificate again from the .pfx file of its key.', `If there is none: ${setup.do}`),
    ),
    'cannot-sign': fail(
      'The provider of the private key of {sha1}, “{provider}”, cannot sign with SHA-256 ({detail}): every sign-in that needs MFA fails.',
      anew(
        'Import the .pfx file again with the provider “Microsoft Enhanced RSA and AES Cryptographic Provider”.',
        `If there is none: ${setup.do}`,
      ),
    ),
    'of-a-user': fail(
      'The private key of {sha1} is in a user’s key set, not the machine’s, so NPS does not find it: every sign-in that needs MFA fails.',
      anew(
        'Import the .pfx file again for the local computer (certlm.msc).',
        `If there is none: ${setup.do}`,
      ),
    ),
    'not-rsa': fail(
      'The certificate {sha1} has a key of the kind “{kind}”; the extension signs with RSA: every sign-in that needs MFA fails.',
      anew('Have a certificate issued with an RSA key of 2048 bits or more.', `Or: ${setup.do}`),
    ),
    weak: warn('The certificate {sha1} has an RSA key of {bits} bits; 2048 are the least that is safe.', {
      do: [renewal.do],
      run: renewal.run,
      owner: 'server',
      disrupts: 'nps-restart',
    }),
    'not-allowed': unknown(
      'Whether the private key of {sha1} signs could not be told: {account} may not use it ({detail}).',
      {
        do: ['Run npsmfa as administrator of this server, from an elevated prompt.'],
        owner: 'server',
        disrupts: 'nothing',
      },
    ),
    undetermined: unknown('Whether the private key of {sha1} signs could not be told ({detail}).', {
      do: ['Let Windows test the key on the server, and look at what it says of the provider and the key.'],
      run: ['certutil -v -store My {sha1}'],
      owner: 'server',
      disrupts: 'nothing',
    }),
  },
  judge({certificate, keys}, say) {
    const {sha1, from, keyType, keyBits, keyPlace} = certificate
    if (keyType !== null && keyType !== 'rsa') return say('not-rsa', {sha1, kind: keyType})
    if (!certificate.hasPrivateKey) return say('keyless', {sha1})
    if (keyPlace && isOfUser(keyPlace)) return say('of-a-user', {sha1})
    const key = keys?.keys.find((candidate) => candidate.sha1 === sha1)
    if (keys && key?.notSigned) {
      const {detail} = key.notSigned
      const state = keyState(key, keys.by)
      if (state === 'cannot-sign') return say(state, {sha1, detail, provider: keyPlace?.provider ?? ''})
      if (state === 'not-allowed') return say(state, {sha1, detail, account: keys.by.account})
      if (state !== 'good') return say(state, {sha1, detail})
    }
    if (from === 'store' && !key) return say('undetermined', {sha1, detail: 'Windows was not heard about it'})
    if (keyBits !== null && keyBits < 2048) return say('weak', {sha1, bits: keyBits})
    if (!keys || !key) return say('from-file', {sha1})
    return say(keys.by.isService ? 'as-service' : 'signs', {sha1, account: keys.by.account})
  },
})
