import {readIasXml} from '../codecs/ias-xml.ts'
import {CannotKnow} from '../core/evidence.ts'
import {type RadiusConfiguration, radiusConfiguration} from '../facts/radius-configuration.ts'
import {defineProbe} from '../world/probe.ts'
import {noNps} from './shared/no-nps.ts'

/** NPS writes the file with the first change of its configuration. */
const untouched: RadiusConfiguration = {
  clients: [],
  networkPolicies: [],
  connectionRequestPolicies: [],
  remoteGroups: [],
}

export default defineProbe({
  fact: radiusConfiguration,
  on: ['win32'],
  via: '%SystemRoot%\\System32\\ias\\ias.xml',
  permission: 'administrator',
  needs: {},
  look: async (_known, {windows}) => {
    const {systemFolder} = await windows.system()
    const path = `${systemFolder}\\ias\\ias.xml`
    const text = await windows.text(path)
    if (text === null) {
      if (await windows.service('IAS')) return untouched
      throw noNps
    }
    try {
      return readIasXml(text)
    } catch (error) {
      throw new CannotKnow('error', `${path} cannot be read: ${(error as Error).message}`)
    }
  },
})
