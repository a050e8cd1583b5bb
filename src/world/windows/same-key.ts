import type {KeyReference} from './api.ts'

export const sameKey = (a: KeyReference | null, b: KeyReference | null): boolean =>
  a === null || b === null
    ? a === b
    : a.provider === b.provider &&
      a.providerType === b.providerType &&
      a.keySpec === b.keySpec &&
      a.machine === b.machine &&
      sameContainer(a, b)

/** CAPI and CNG have containers of their own; providers of CAPI share theirs. */
export const sameContainer = (a: KeyReference, b: KeyReference): boolean =>
  a.container === b.container && (a.providerType === 0) === (b.providerType === 0)
