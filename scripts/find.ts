import {globSync, writeFileSync} from 'node:fs'

/** Lists checks and probes for the bundle, which cannot search folders: src/found.ts, never committed. */
export function find(): void {
  const files = (pattern: string) =>
    globSync(pattern, {cwd: 'src'})
      .map((f) => f.replaceAll('\\', '/'))
      .sort()
  const list = (kind: string, found: string[]) => ({
    imports: found.map((file, i) => `import ${kind}${i} from './${file}'`),
    names: `[${found.map((_, i) => `${kind}${i}`).join(', ')}]`,
  })
  const checks = list('check', files('checks/*/*.ts'))
  const probes = list('probe', files('probes/*.ts'))
  const text = [
    '// Made by scripts/find.ts',
    ...checks.imports,
    ...probes.imports,
    "import type {AnyCheck} from './core/check.ts'",
    "import type {AnyProbe} from './core/probe.ts'",
    "import type {World} from './world/world.ts'",
    '',
    `export const checks: readonly AnyCheck[] = ${checks.names}`,
    `export const probes: readonly AnyProbe<World>[] = ${probes.names}.flat()`,
    '',
  ].join('\n')
  writeFileSync('src/found.ts', text)
}

if (import.meta.main) find()
