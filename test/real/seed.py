"""Puts what a JSON text on stdin describes into a provisioned, stopped directory: seed.py SMB.CONF < JSON

Prints each user's objectGUID in base64, by sAMAccountName. Needs the python3 that Samba's modules belong to.
"""
import base64
import json
import sys

import ldb
from samba.auth import system_session
from samba.param import LoadParm
from samba.samdb import SamDB

settings = LoadParm()
settings.load(sys.argv[1])
db = SamDB(lp=settings, session_info=system_session(settings))
asked = json.load(sys.stdin)
base = str(db.domain_dn())


def raw(value):
    """A text, or bytes given as {"base64": ...}."""
    return base64.b64decode(value['base64']) if isinstance(value, dict) else value


def replace(dn, attributes):
    message = ldb.Message(ldb.Dn(db, dn))
    for name, value in attributes.items():
        message[name] = ldb.MessageElement(raw(value), ldb.FLAG_MOD_REPLACE, name)
    db.modify(message)


replace('CN=Partitions,CN=Configuration,' + base, {'uPNSuffixes': asked['suffixes']})
# Five wrong passwords lock an account until somebody unlocks it.
replace(base, {'lockoutThreshold': '5', 'lockoutDuration': '-9223372036854775808'})

db.transaction_start()
guids = {}
for entry in asked['users']:
    dn = ldb.Dn(db, 'CN=x,CN=Users,' + base)
    dn.set_component(0, 'CN', entry['name'])
    message = {'dn': dn, 'objectClass': entry.get('objectClass', 'user')}
    if 'password' in entry:
        message['unicodePwd'] = ('"%s"' % entry['password']).encode('utf-16-le')
    message.update({name: raw(value) for name, value in entry['attributes'].items()})
    db.add(message)
    if 'sAMAccountName' in message:
        found = db.search(base=dn, scope=ldb.SCOPE_BASE, attrs=['objectGUID'])
        guid = bytes(found[0]['objectGUID'][0])
        guids[message['sAMAccountName']] = base64.b64encode(guid).decode()
    if 'afterwards' in entry:
        replace(str(dn), entry['afterwards'])
db.transaction_commit()
json.dump(guids, sys.stdout)
