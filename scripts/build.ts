import {mkdirSync, rmSync, writeFileSync} from 'node:fs'
import {build, type Plugin} from 'esbuild'
import {find} from './find.ts'
import {help} from './help.ts'
import {notices} from './notices.ts'

/** Commands reach everything heavy through the library, which is a file of its own so that --help does not load it. */
const library: Plugin = {
  name: 'library',
  setup(on) {
    on.onResolve({filter: /^\.\.\/(\.\.\/)?index\.ts$/}, ({importer}) =>
      importer.includes('/commands/') ? {path: './npsmfa.cjs', external: true} : undefined,
    )
  },
}

/** Libraries that oclif loads at start-up for abilities that are not used here. */
const unused = ['tinyglobby', 'minimatch', 'wsl-utils', 'debug']

rmSync('dist', {recursive: true, force: true})
mkdirSync('dist')
find()
const result = await build({
  entryPoints: {
    cli: 'src/commands/cli.ts',
    npsmfa: 'src/index.ts',
    'resolver-child': 'src/world/net/resolver-child.ts',
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
  alias: Object.fromEntries(unused.map((name) => [name, './scripts/stubs.cjs'])),
  plugins: [library],
  logLevel: 'warning',
})
writeFileSync('dist/THIRD-PARTY-NOTICES.txt', notices(Object.keys(result.metafile.inputs)))
writeFileSync('dist/help.json', JSON.stringify(await help()))
