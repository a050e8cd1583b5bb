import {Plugin} from '@oclif/core'

/** oclif's list of commands, so that --help need not load them. */
export async function manifest(): Promise<object> {
  const plugin = new Plugin({root: process.cwd(), type: 'core', ignoreManifest: true})
  await plugin.load()
  return plugin.manifest
}
