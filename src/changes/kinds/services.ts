import type {Doors} from '../change.ts'

/** A service that takes longer to stop or start than the service manager's own patience is in trouble, in milliseconds. */
export const serviceMs = 60_000

/**
 * Stops a service with what depends on it, and starts all again in the other order; also `ran`, which did run before
 * a restart that was cut off.
 */
export async function restart(
  {changes, windows}: Doors,
  name: string,
  ran: readonly string[] = [],
): Promise<void> {
  const running = await changes.dependentServices(name)
  for (const dependent of running) await changes.stopService(dependent, serviceMs)
  if ((await windows.service(name))?.state !== 'stopped') await changes.stopService(name, serviceMs)
  await changes.startService(name, serviceMs)
  const all = [...ran, ...running.filter((dependent) => !ran.includes(dependent))]
  for (const dependent of all.toReversed()) await changes.startService(dependent, serviceMs)
}
