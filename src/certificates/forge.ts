import type forge from 'node-forge'

/** Loaded on first use only: it takes a tenth of a second. */
export const loadForge = async (): Promise<typeof forge> => (await import('node-forge')).default
