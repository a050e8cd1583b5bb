import type {Service} from '../../world/windows/api.ts'
import type {LabState, Scenario} from '../state.ts'
import {setRegistry} from './windows.ts'

const windows = 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion'
const ias = ({server}: LabState, change: Partial<Service>) => void Object.assign(server.services.IAS!, change)
const stopped = {state: 'stopped', startedAt: null} as const

export const service: readonly Scenario[] = [
  {
    name: 'nps-stopped',
    about: 'NPS stopped and does not start again.',
    code: 'service.running/refuses',
    exit: 1,
    change: (state) => ias(state, stopped),
  },
  {
    name: 'nps-disabled',
    about: 'Somebody disabled NPS for maintenance.',
    code: 'service.running/disabled',
    exit: 1,
    change: (state) => ias(state, {...stopped, startType: 'disabled'}),
  },
  {
    name: 'nps-starts-by-hand',
    about: 'NPS runs, but would not start with the server.',
    code: 'service.running/not-automatic',
    exit: 0,
    change: (state) => ias(state, {startType: 'manual'}),
  },
  {
    name: 'nps-not-restarted',
    about: 'Somebody changed the extension’s registry values and did not restart NPS.',
    code: 'service.restarted-since-change/pending',
    exit: 0,
    change: (state) => ias(state, {startedAt: '2026-03-02T09:13:00.000Z'}),
  },
  {
    name: 'nps-as-administrator',
    about: 'NPS runs as an account of the domain that is an administrator here.',
    code: 'service.account/other',
    exit: 0,
    change(state) {
      const account = 'CONTOSO\\svc-nps'
      ias(state, {account})
      state.server.accounts[account] = 'S-1-5-21-1004336348-1177238915-682003330-2201'
      state.server.localGroups[account] = ['S-1-5-32-544']
    },
  },
  {
    name: 'server-2019-without-service-sid',
    about: 'On Windows Server 2019 the firewall’s rules for NPS do not take effect.',
    code: 'service.sid-type/none',
    exit: 0,
    change(state) {
      state.server.system.version = '10.0.17763'
      setRegistry(state, windows, 'ProductName', 'Windows Server 2019 Standard')
      setRegistry(state, 'SYSTEM\\CurrentControlSet\\Services\\IAS', 'ServiceSidType', 0)
    },
  },
]
