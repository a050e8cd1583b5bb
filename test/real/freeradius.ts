import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Need} from './can-start.ts'
import type {Island, Service} from './island.ts'

export const freeradiusNeeds: readonly Need[] = [
  {file: 'freeradius', packages: 'freeradius'},
  {file: 'radclient', packages: 'freeradius-utils'},
]

/** Clients on 127.0.0.1 must sign what they send; those on ::1 need not. */
export const radius = {v4: '127.0.53.30', v6: '::1', port: 1812, secret: 'testing of FreeRADIUS'}

/** Whom FreeRADIUS knows itself, each of whom meets something else. */
export const local = {
  password: 'Passw0rd! ünd mehr',
  code: '123456',
  alice: 'alice@contoso.test',
  umlaut: 'zoë.müller@contoso.test',
  denied: 'denied@contoso.test',
  coded: 'coded@contoso.test',
  silent: 'silent@contoso.test',
  unsigned: 'unsigned@contoso.test',
  slow: 'slow@contoso.test',
}

/**
 * FreeRADIUS on an island: with users of its own, and CONTOSO\… from the directory whose smb.conf is given, as winbind
 * knows them. `slowSeconds`: how long local.slow waits, as for a push.
 */
export async function freeradius(
  island: Island,
  {smbConf, slowSeconds}: {smbConf: string; slowSeconds: number},
): Promise<Service> {
  const folder = join(island.folder, 'radius')
  mkdirSync(folder)
  const users = [local.alice, local.umlaut, local.unsigned].map(
    (name) => `${name} Cleartext-Password := "${local.password}"\n\tFilter-Id := "vpn", Class := 0x01\n`,
  )
  const denied = `${local.denied} Auth-Type := Reject\n\tReply-Message := "not from here"\n`
  writeFileSync(join(folder, 'users'), `${users.join('')}${denied}`)
  writeFileSync(join(folder, 'radiusd.conf'), configuration(folder, smbConf, slowSeconds))
  const ports = [`udp ${radius.v4}:${radius.port}`]
  return island.start('freeradius', ['-f', '-l', 'stdout', '-d', folder], ports)
}

// One statement a line: FreeRADIUS reads no more.
const configuration = (folder: string, smbConf: string, slowSeconds: number) => {
  const ntlm = `/usr/bin/ntlm_auth --configfile=${smbConf} --request-nt-key --domain=CONTOSO`
  return `
prefix = /usr
confdir = ${folder}
run_dir = ${folder}
logdir = ${folder}
libdir = /usr/lib/freeradius
pidfile = ${folder}/pid
max_request_time = 90
hostname_lookups = no
log {
  destination = stdout
}
security {
  reject_delay = 0
  status_server = yes
}
proxy_requests = no
thread pool {
  start_servers = 4
  max_servers = 16
}
client strict {
  ipaddr = 127.0.0.1
  secret = "${radius.secret}"
  require_message_authenticator = yes
}
client lax {
  ipv6addr = ::1
  secret = "${radius.secret}"
}
modules {
  pap {
  }
  mschap {
    with_ntdomain_hack = yes
  }
  mschap mschap_ad {
    ntlm_auth = "${ntlm} --allow-mschapv2 --username=%{mschap_ad:User-Name} --challenge=%{mschap_ad:Challenge:-00} --nt-response=%{mschap_ad:NT-Response:-00}"
  }
  exec pap_ad {
    wait = yes
    program = "${ntlm} --username=%{mschap_ad:User-Name} --password=%{User-Password}"
  }
  exec wait_for_push {
    wait = yes
    program = "/bin/sleep ${slowSeconds}"
    timeout = 60
  }
  always ok {
    rcode = ok
  }
  always reject {
    rcode = reject
  }
  always handled {
    rcode = handled
  }
  files {
    filename = ${folder}/users
  }
}
server nps {
  listen {
    type = auth
    ipaddr = ${radius.v4}
    port = ${radius.port}
  }
  listen {
    type = auth
    ipv6addr = ${radius.v6}
    port = ${radius.port}
  }
  authorize {
    if (&User-Name == "${local.silent}") {
      update control {
        &Response-Packet-Type := Do-Not-Respond
      }
      handled
    }
    elsif (&User-Name == "${local.coded}" && !&State && &User-Password == "${local.password}") {
      update reply {
        &Reply-Message := "Enter Your Microsoft verification code"
        &State := 0x3234356263663165
      }
      update control {
        &Response-Packet-Type := Access-Challenge
      }
      handled
    }
    elsif (&User-Name == "${local.coded}" && &State == 0x3234356263663165 && &User-Password == "${local.code}") {
      update control {
        &Auth-Type := Accept
      }
    }
    elsif (&User-Name == "${local.slow}") {
      update control {
        &Auth-Type := push
      }
    }
    elsif (&User-Name =~ /^CONTOSO/ && &MS-CHAP-Challenge) {
      update control {
        &Auth-Type := chap_of_directory
      }
    }
    elsif (&User-Name =~ /^CONTOSO/) {
      update control {
        &Auth-Type := pap_of_directory
      }
    }
    else {
      mschap
      files
      pap
    }
  }
  authenticate {
    Auth-Type PAP {
      pap
    }
    Auth-Type MS-CHAP {
      mschap
    }
    Auth-Type push {
      wait_for_push
      ok
    }
    Auth-Type chap_of_directory {
      mschap_ad
    }
    Auth-Type pap_of_directory {
      pap_ad
    }
  }
  post-auth {
    if (&User-Name != "${local.unsigned}") {
      update reply {
        &Message-Authenticator := 0x00
      }
    }
    Post-Auth-Type REJECT {
      update reply {
        &Message-Authenticator := 0x00
      }
    }
    Post-Auth-Type Challenge {
      update reply {
        &Message-Authenticator := 0x00
      }
    }
  }
}
`
}
