import type {WinApi} from './api.ts'

/** Asks each question about the event logs once in a run, however many want the answer. */
export function rememberingEvents(api: WinApi): WinApi {
  const events = new Map<string, ReturnType<WinApi['events']>>()
  let names: ReturnType<WinApi['eventChannels']> | undefined
  const own: Pick<WinApi, 'events' | 'eventChannels'> = {
    events(query) {
      const key = JSON.stringify(query)
      const answer = events.get(key) ?? api.events(query)
      events.set(key, answer)
      return answer
    },
    eventChannels() {
      names ??= api.eventChannels()
      return names
    },
  }
  return new Proxy(api, {
    get: (target, name) => Reflect.get(name in own ? own : target, name),
  })
}
