import {type IasConfiguration, readIasXml} from '../../codecs/ias-xml.ts'
import type {LabState} from '../state.ts'

const none: IasConfiguration = {
  clients: [],
  networkPolicies: [],
  connectionRequestPolicies: [],
  remoteGroups: [],
}

/** What NPS reads from its configuration file; nothing where it cannot. */
export function configuration({server}: LabState): IasConfiguration {
  const text = server.files[`${server.system.systemFolder}\\ias\\ias.xml`]?.text
  if (text === undefined) return none
  try {
    return readIasXml(text)
  } catch {
    return none
  }
}

/** The first policy in NPS' order that is enabled; the lab's have no conditions, so it is the one that matches. */
export const firstOf = <P extends {enabled: boolean; order: number | null}>(
  policies: readonly P[],
): P | undefined =>
  policies.filter(({enabled}) => enabled).toSorted((a, b) => (a.order ?? Infinity) - (b.order ?? Infinity))[0]

export type Protocol = IasConfiguration['networkPolicies'][number]['authenticationTypes'][number]
