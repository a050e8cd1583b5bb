import type {KeyReference} from '../api.ts'

/**
 * Where our own keys are. CAPI, not CNG: the vendor's script makes its keys with it, whether the extension can use CNG
 * keys is documented nowhere, and this provider signs with SHA-256, which those of the types 1 and 12 do not.
 */
export const referenceTo = (container: string): KeyReference => ({
  container,
  provider: 'Microsoft Enhanced RSA and AES Cryptographic Provider',
  // PROV_RSA_AES
  providerType: 24,
  // AT_KEYEXCHANGE
  keySpec: 1,
  machine: true,
})

/** CAPI takes names of up to MAX_PATH; an empty one is that of the machine's default container, nobody's own. */
export const isContainer = (name: string): boolean =>
  name !== '' && name.length <= 260 && !/[\0\\]/.test(name)
