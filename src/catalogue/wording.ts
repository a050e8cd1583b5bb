// How people who have no error code name things. Every gap is bounded, so that no text makes a pattern slow.

export const gateway =
  /\b(?:rd ?gate?ways?|rdg|remote desktop gateway|remote ?app|rds|rd web|ts ?gateway|remote desktop)\b/i
export const vpn = /\b(?:s?s?l?-?vpn|always ?on|anyconnect|p2s|ras ?client|openvpn|pfsense|opnsense)\b/i
/** Anything that asks NPS: VPN servers, firewalls, gateways. */
export const nas =
  /\b(?:vpn|firewall|netscaler|citrix|adc|forti\w{0,8}|globalprotect|palo ?alto|cisco|asa|sonicwall|meraki|sophos|check ?point|watchguard|appliance|radius client|nas|gateway|rdg|controller|access point|openvpn|vmware|horizon)\b/i
export const radius = /\bradius\b/i
export const extension = /\bextension\b|\bnps\b|\bdlls?\b/i
export const code =
  /\b(?:verification|one-time|one time|sms|text|app|challenge|otp|totp|authenticator) (?:pass)?codes?\b|\botps?\b|\btotp\b|\bsms\b|(?<!\b(?:error|reason|status|failure) )\b(?:pass)?codes?\b(?! returned)|\boath\b/i
export const prompt = /\b(?:prompt\w{0,3}|push\w{0,3}|notification\w{0,1}|approv\w{1,4}|phone)\b/i
export const never =
  /\b(?:no|not|never|none|nothing|nobody|without|cannot|can['’]?t|doesn['’]?t|don['’]?t|isn['’]?t|won['’]?t|unable|missing|fail\w{0,4}|denied|lacks?|ignored)\b/i
export const certificate = /\bcert(?:ificate)?s?\b/i
export const privateKey = /\bprivate[ -]key\w{0,1}\b/i
export const setup =
  /\b(?:AzureMfaNpsExtnConfigSetup|set-?up|install\w{0,6}|configuration script|powershell|script)\b/i
export const timeout =
  /\b(?:time[sd]?[ -]?out\w{0,1}|timers?|too short|gives? up|gave up|failed to respond|seconds?)\b/i
export const retries =
  /\b(?:retr(?:y|ies|ied)|retransmi\w{1,7}|duplicates?|twice|second|again|double|several|multiple|repeated|parallel)\b/i
export const conditionalAccess = /\bconditional access\b|\bCA (?:polic\w{1,3}|rules?)\b/i
export const policy = /\bpolic(?:y|ies)\b/i
export const outbound =
  /\b(?:block\w{0,3}|firewall\w{0,1}|unreachable|not reachable|outbound|port 443|:443|443|egress)\b/i
export const tls = /\b(?:tls|ssl) ?1\.[0-2]\b|\bschannel\b|\bsecure channel\b|\biis ?crypto\b|\btls\b/i
export const upn = /\b(?:upns?|userprincipalname|principal name)\b/i
export const alternate =
  /\balternate[ -]?(?:log[io]n)?[ -]?ids?\b|\bLDAP_ALTERNATE_LOGINID_ATTRIBUTE\b|\balternate\b/i
export const tenant = /\b(?:tenants?|director(?:y|ies)|azure ad|entra)\b/i
export const secret = /\bshared[ -]secrets?\b|\bsecrets?\b/i
export const off =
  /\b(?:off|disabled|blank|empty|removed|gone|absent|missing|left over|never restored|unregistered)\b/i
export const whitelist = /\bIP[_ -]?WHITE[_ -]?LIST\w{0,8}\b|\bwhite ?list\w{0,3}\b|\ballow ?list\b/i
export const override = /\bOVERRIDE_NUMBER_MATCHING_WITH_OTP\b|\bnumber matching\b/i
export const userMatch = /\bREQUIRE_USER_MATCH\b/i
export const tool =
  /\b(?:health ?-?check|troubleshooter|MFA_NPS_Troubleshooter|checking|test failed|report)\b/i
