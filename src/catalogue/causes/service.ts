import {causesAt} from '../cause.ts'
import * as w from '../wording.ts'

/** NPS, its extension DLLs, and whether they stand in the way of a sign-in at all. */
export const serviceCauses = causesAt('service', {
  VCRUNTIME_MISSING: {
    cause: 'The Visual C++ runtime (x64) that the extension’s DLLs need is missing, so NPS does not start.',
    scope: 'many',
    owner: 'server',
    do: ['Install the Visual C++ 2015-2022 x64 redistributable.', 'Start NPS (service IAS).'],
    confirm: ['host.vcruntime', 'service.running'],
    said: [
      [/api-ms-win-crt-\w{1,20}|vcruntime140|msvcp140|ucrtbase/i],
      [/\b(?:visual c\+\+|vc\+\+|vc_?redist)/i, /\b(?:missing|required|not installed|old|2013|runtime)\b/i],
    ],
  },
  EXT_INIT_FAILED: {
    cause: 'The extension refused to start, and NPS refuses to start without it.',
    scope: 'many',
    owner: 'server',
    do: [
      'Repair what the extension’s AdminCh log names at the time of the start: certificate or registry.',
      'If other sign-ins cannot wait, take its DLLs out of AuthSrv\\Parameters; MFA is off until they are back.',
    ],
    confirm: ['service.running', 'registry.values', 'cert.present', 'extension.files'],
    said: [
      [/RadiusExtensionInit/i],
      [/\bcause nps to fail to start\b/i],
      [
        /\b(?:nps|ias)\b/i,
        /\b(?:does not|will not|won['’]?t|fails? to|cannot|can['’]?t|refuses? to) start\b/i,
        /\bextension\b/i,
      ],
    ],
  },
  NPS_ROLE_MISSING: {
    cause: 'The role Network Policy Server is not installed on this server.',
    scope: 'many',
    owner: 'server',
    do: [
      'Install the role: Install-WindowsFeature NPAS -IncludeManagementTools.',
      'Run npsmfa setup, or the setup script again.',
    ],
    confirm: ['host.role'],
    said: [
      [/cannot find any service with service name ['"‘“]?ias\b/i],
      [/NoServiceFoundForGivenName/i],
      [/\b(?:npas|nps role|network policy and access services)\b/i, /\bnot installed\b|\bmissing\b/i],
    ],
  },
  DLL_REGISTRATION: {
    cause:
      'AuthorizationDLLs and ExtensionDLLs do not name the extension’s two DLLs as they should: MFA is off, or NPS looks for a DLL that is gone.',
    scope: 'many',
    owner: 'server',
    do: [
      'Put both values back, as REG_MULTI_SZ with the paths of the DLLs that are there; keep the entries of other vendors (npsmfa repair registry.dlls).',
      'Restart NPS.',
    ],
    confirm: ['registry.dlls', 'extension.files'],
    said: [
      [/\b(?:AuthorizationDLLs|ExtensionDLLs)\b/i],
      [
        /\bMfaNpsAuth[nz]Ext\.dll\b/i,
        /\b(?:could not|cannot|missing|not found|load|register\w{0,4}|126|127)\b/i,
      ],
    ],
  },
  FAIL_OPEN_ISOLATION: {
    cause: 'MFA is off: a test took the extension’s DLLs out of NPS, and nobody put them back.',
    scope: 'many',
    owner: 'server',
    do: ['Run npsmfa repair registry.dlls, or import C:\\NPS\\AuthSrv.reg.', 'Restart NPS.'],
    confirm: ['registry.dlls'],
    said: [
      [/AuthSrv\.reg/i],
      [
        /\b(?:isolat\w{1,5}|option 1|troubleshooter)\b/i,
        /\b(?:registry|dlls?|keys?|mfa)\b/i,
        /\b(?:restor\w{0,4}|removed?|off|bypass\w{0,3}|without|undone|never)\b/i,
      ],
      [
        /\bnobody is prompted\b|\bno(?:body| one|t anyone)? (?:gets|is) (?:a )?prompt\w{0,2}\b/i,
        /\b6272\b|\bgranted\b/i,
      ],
    ],
  },
  UPGRADE_ORDER: {
    cause:
      'An upgrade was installed over the old version, so its DLLs or registry values do not belong together.',
    scope: 'many',
    owner: 'server',
    do: [
      'Uninstall the extension, install the new one, restart NPS.',
      'Look whether your own registry values are still there.',
    ],
    confirm: ['extension.files', 'extension.version', 'service.restarted-since-change'],
    said: [
      [/\buninstall\w{0,4}\b/i, /\binstall\w{0,4}\b/i, /\b(?:order|upgrad\w{1,4}|restart)\b/i],
      [
        /\b(?:upgrad\w{1,4}|updat\w{1,4}|new version)\b/i,
        /\b(?:uninstall\w{0,4}|in place|over the|order|reboot|still the old|same version)\b/i,
        w.extension,
      ],
    ],
  },
  COLOCATED_ROLE: {
    cause:
      'The extension sits on the RD Gateway or VPN server itself, where NPS is asked as a local policy and not over RADIUS.',
    scope: 'many',
    owner: 'server',
    do: [
      'Put the extension on an NPS server of its own.',
      'Let the gateway ask that server over RADIUS (central policy store).',
    ],
    confirm: ['host.role'],
    said: [
      [
        /\b(?:rdg|rd gateway|rras)\b/i,
        /\b(?:no radius|local dependency|local nps|in-process|local cap)\b/i,
        w.extension,
      ],
      [
        /\b(?:same (?:server|box|host|machine)|on the (?:rd ?)?gateway (?:itself|server)|co-?located|locally)\b/i,
        /\b(?:gateway|rdg|rras)\b/i,
        w.extension,
      ],
      [/missing mandatory radius username/i],
    ],
  },
  NPS_IS_PROXY: {
    cause:
      'This NPS forwards the requests to another RADIUS server; the extension acts only where a request is authenticated.',
    scope: 'many',
    owner: 'server',
    do: ['Install the extension on the NPS server that authenticates.'],
    confirm: ['host.role'],
    said: [[/\bprox(?:y|ied|ies|ying)\b|\bforward(?:s|ed|ing)?\b/i, /\bradius\b|\bnps\b/i, /\bextension\b/i]],
  },
  GLOBAL_SCOPE: {
    cause:
      'The extension asks everybody of this NPS server for MFA: it cannot be limited to a client or a policy.',
    scope: 'many',
    owner: 'server',
    do: [
      'Send what needs no MFA to a second NPS server without the extension.',
      'Or exempt the address of the device in IP_WHITELIST.',
    ],
    confirm: ['registry.ip-whitelist', 'radius.clients'],
    said: [
      [/\bglobal(?:ly)?\b/i, /\bextension\b|\bmfa\b/i, /\bper\b|\bclients?\b|\bpolic/i],
      [
        /\b(?:all|any ?thing|every(?:thing)?|any) (?:\w{1,12} ){0,2}(?:radius|clients?|authentications?|connects?|devices?|that connects)\b/i,
        /\b(?:mfa|multi-?factor)\b/i,
        /\b(?:require\w{0,2}|server|need\w{0,1})\b/i,
      ],
      [
        /\b(?:per|single|specific|one|certain|only) (?:\w{1,12} )?(?:polic(?:y|ies)|clients?|groups?)\b/i,
        /\b(?:mfa|extension)\b/i,
        /\b(?:scope\w{0,1}|limit\w{0,2}|restrict\w{0,2}|exclud\w{0,3}|exempt\w{0,3}|apply|only for)\b/i,
      ],
    ],
  },
})
