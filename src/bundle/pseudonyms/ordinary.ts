/** What the names of files end in; none is a top-level domain. */
export const fileExtensions: readonly string[] =
  'dll exe svc xml log evtx reg ps1 cer crt pfx pem pac json txt csv cmd bat ini sys js htm html aspx asmx'.split(
    ' ',
  )

/**
 * Words that everybody uses, in lower case: of sentences, of the trade, of Windows and of this product. Alone in a
 * sentence they are left, although a customer's name may be made of them; as part of a name that was learnt (“VPN
 * users”), and in leaves that hold names, they are not.
 */
export const ordinaryWords: ReadonlySet<string> = new Set([
  ...fileExtensions,
  ...`
  a about above accept accepted access account accounts active ad address addresses admin administrator
  administrators admins after agent all allow allowed also an and another answer answered any api app
  application applications apps are area as ask asked at audit auth authenticate authentication authority
  authorization azure azuremfa back backup base be because been before begin behind below between blocked
  both branch bridge bundle but by c ca cache call called can cannot cap cert certificate certificates
  certification chain change changed channel channels check class client clients clock cloud cluster cn
  code codes collector com command common company complete computer computers config configuration connect
  connected connection connections connector contact controller core corp corporation could credential
  credentials current customer d data day db dc default denied deny desktop detail details device devices
  dhcp did directory disabled discard discarded disk dmz dns do docs does domain domains
  down dr drive e each eap edge edit else email employee employees en enable enabled encryption end
  endpoint enrollment enterprise entra entries entry error errors es event events every example exchange
  exchanges expired extension extensions external f fail failed failover failure false farm file files
  firewall folder for force foreign forest forests found fr free from fs full function g gateway gateways
  general get getting give given global gmbh go grant granted group groups guest guests guid h had handle
  has have he head help helpdesk her here his home host hosts hour how hq http https hub i ias id
  identifier identity if iis in inc info install installed int interface internal internet intranet
  invalid ip ipsec is iso issuing it its kb key keys kind lab lan ldap ldaps level licence license
  limited line link linux list listen live llc load local localhost localsystem location lock login logon
  logs look ltd machine machines mail main manage management manager map master may mb me member members
  message messages method methods mfa microsoft min mobile mode monitor more ms my name named names nas
  net netscaler network networks never new next no nobody node none not nps npsmfa number o object of off
  office offline offsite ok old on once one only open operating operator option options or org
  organisation organization organizational other others otp ou our out over own page pap parameters part
  partner partners password path people permission phone pki plc point policies policy pool port portal
  ports primary principal print private problem process prod product production profile program project
  protected protocol provider proxy public push query queue r radius range ras rd rdg read reader reason
  reasons record refused region registered registry remote request requests required reset resolver
  resource response restart result right rodc role roles root route router routers routing rsa rules run
  running s sbc scope script sdwan search secondary secret secure security seen self sensor server
  servers service services session set setting setup share shared sign signed signing site sites sms so
  software some source ssl staff standard start state status stop storage store string sub
  subject subnet suffix supplier support switch switches sync synchronisation system systems t tab team
  temp template tenant terminal test testing text than that the their them then there these they thing
  this time timeout tls to token tool top tray tree true trust trusted ts tunnel two type u unit unknown
  update updates upn uri url us use used user users valid value values vc vendor vendors version via view
  virtual visitor visitors vlan vm vpn w was way we web were what when where which who wifi win
  window windows wireless with within without wlan work worker workers workstation workstations wrong www
  x you your zone`
    .trim()
    .split(/\s+/),
])

/** Whether a word tells somebody apart wherever it stands: numbers are years, ports and codes as well. */
export const isTelling = (word: string): boolean =>
  !ordinaryWords.has(word) && (/\p{L}.|.\p{L}|\p{Script=Han}/u.test(word) || word.length > 4)
