import type {Scenario} from '../state.ts'

export const sync: readonly Scenario[] = [
  {
    name: 'sync-old',
    about: 'Nothing has been synchronised from the directory for five hours.',
    code: 'sync.fresh/stale',
    exit: 0,
    change({tenant}) {
      tenant.sync.lastMinutesAgo = 5 * 60
    },
  },
  {
    name: 'sync-disabled',
    about: 'Somebody switched synchronisation off yesterday; the accounts of Entra are as they were then.',
    code: 'sync.fresh/disabled',
    exit: 0,
    change({tenant}) {
      tenant.sync = {enabled: false, lastMinutesAgo: 26 * 60}
    },
  },
]
