import {deployment} from '../facts/deployment.ts'
import {extensionCertificate} from '../facts/extension-certificate.ts'
import {token} from '../facts/token.ts'
import {defineProbe} from '../world/probe.ts'
import {tokenRequest} from './shared/token-request.ts'

export default defineProbe({
  fact: token,
  via: 'client credentials grant with the extension’s certificate',
  permission: 'the extension’s certificate with its private key',
  needs: {deployment, certificate: extensionCertificate},
  timeoutMs: 24_000,
  look: async ({deployment: d, certificate}, world, signal) =>
    world.token(tokenRequest(world, d, certificate), signal),
})
