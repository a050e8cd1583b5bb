import type {Deployment} from '../facts/deployment.ts'

/** An operator named the tenant on a machine that has nothing of the extension: the server is another one. */
export const isElsewhere = (deployment: Deployment | undefined): boolean =>
  deployment?.from === 'flags' && deployment.tenant !== null
