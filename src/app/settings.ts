import type {Settings} from '../facts/settings.ts'
import {shown} from '../world/net/proxy.ts'
import {shown as serverShown} from '../world/radius/access.ts'
import type {Options} from './options.ts'

/** What may be told of the options: everything but their secrets. */
export function settingsOf(options: Options): Settings {
  const {tenant, cloud, only, skip, strict, deadlineMs, credential, signIn, directory, radius, proxy} =
    options
  const url = directory && 'url' in directory ? directory.url : null
  return {
    tenant,
    cloud,
    only: [...only],
    skip: [...skip],
    strict,
    deadlineMs,
    certificate: credential ? 'file' : 'server',
    signIn: signIn.way,
    directory: url ? `${url.protocol}//${url.host}` : null,
    ...(radius ? {radius: serverShown(radius)} : {}),
    proxy: proxy ? shown(proxy) : null,
  }
}
