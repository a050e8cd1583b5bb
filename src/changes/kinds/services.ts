import type {Doors} from '../change.ts'

/** A service that takes longer to stop or start than the service manager's own patience is in trouble, in milliseconds. */
export const serviceMs = 60_000

/** Stops a service and what depends on it, and starts all again in the other order. */
export async function restart({changes, windows}: Doors, name: string): Promise<void> {
  const dependents = await changes.dependentServices(name)
  for (const dependent of dependents) await changes.stopService(dependent, serviceMs)
  if ((await windows.service(name))?.state !== 'stopped') await changes.stopService(name, serviceMs)
  await changes.startService(name, serviceMs)
  for (const dependent of dependents.toReversed()) await changes.startService(dependent, serviceMs)
}
