import {copyFileSync, mkdirSync, rmSync, writeFileSync} from 'node:fs'
import {resolve} from 'node:path'
import {build, type Plugin} from 'esbuild'
import {find} from './find.ts'
import {help} from './help.ts'
import {notices} from './notices.ts'

/**
 * Commands reach everything heavy through the library, which is a file of its own so that --help does not load it; the
 * reader of logs is another, which needs no network and less memory.
 */
const library: Plugin = {
  name: 'library',
  setup(on) {
    on.onResolve({filter: /^(\.\.\/)+(index|app\/logs)\.ts$/}, ({importer, path}) => {
      const file = path.endsWith('index.ts') ? './npsmfa.cjs' : './logs.cjs'
      return importer.includes('/commands/') ? {path: file, external: true} : undefined
    })
  },
}

/** What oclif and undici load at start-up for abilities that are not used here: time and memory for nothing. */
const unused: Plugin = {
  name: 'unused',
  setup(on) {
    on.onResolve({filter: /^(tinyglobby|minimatch|wsl-utils|debug)$/}, () => ({
      path: resolve('scripts/stubs.cjs'),
    }))
    on.onResolve({filter: /^\.\/lib\/(mock|cache|interceptor|web)\//}, ({importer}) =>
      importer.endsWith('/undici/index.js') ? {path: resolve('scripts/nothing.cjs')} : undefined,
    )
  },
}

rmSync('dist', {recursive: true, force: true})
mkdirSync('dist')
find()
const result = await build({
  entryPoints: {
    cli: 'src/commands/cli.ts',
    npsmfa: 'src/index.ts',
    logs: 'src/app/logs.ts',
    'log-thread': 'src/app/log-thread.ts',
    explain: 'src/commands/explain-fast.ts',
    'resolver-child': 'src/world/net/resolver-child.ts',
    'collector-child': 'src/world/windows/collector-child.ts',
    'changes-child': 'src/world/windows/changes/changes-child.ts',
  },
  outdir: 'dist',
  outExtension: {'.js': '.cjs'},
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  minify: true,
  keepNames: true,
  metafile: true,
  define: {'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename'},
  plugins: [library, unused],
  logLevel: 'warning',
})
writeFileSync('dist/THIRD-PARTY-NOTICES.txt', notices(Object.keys(result.metafile.inputs)))
copyFileSync('.koffi/node_modules/@koromix/koffi-win32-x64/win32_x64/koffi.node', 'dist/koffi.node')
const {ownCodes} = await import('./codes.ts')
writeFileSync('dist/codes.json', JSON.stringify(await ownCodes()))
writeFileSync('dist/help.json', JSON.stringify(await help()))
