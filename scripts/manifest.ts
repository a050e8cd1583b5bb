import {writeFileSync} from 'node:fs'
import {Plugin} from '@oclif/core'

/** oclif's list of commands, from the built bundle. */
export async function manifest(): Promise<string> {
  const plugin = new Plugin({root: process.cwd(), type: 'core', ignoreManifest: true})
  await plugin.load()
  return `${JSON.stringify(plugin.manifest, null, 2)}\n`
}

// Committed; a test compares it with what is built.
if (import.meta.main) writeFileSync('oclif.manifest.json', await manifest())
