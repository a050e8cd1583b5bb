#!/bin/bash
# What a healthy run of the doctor asks, asked by hand with curl, openssl and ldapsearch, one after the other as an
# administrator's script does. Variables: CA CERT KEY TENANT CLIENT RESOURCE TOKEN UPN LDAP_PORT LDAP_USER LDAP_BASE
# LDAPTLS_CACERT, PORT_<host> for the port that serves a host, and the password in the file LDAP_PASSWORD.
set -euo pipefail
port() { local name="PORT_${1//[.-]/_}"; echo "${!name}"; }
get() { local host=$1; shift; curl -sS -o /dev/null -w '%{http_code} ' --cacert "$CA" --connect-to "$host:443:127.0.0.1:$(port "$host")" "$@"; }

for host in login.microsoftonline.com strongauthenticationservice.auth.microsoft.com adnotifications.windowsazure.com \
  credentials.azure.com login.windows.net graph.microsoft.com; do
  get "$host" "https://$host/"
  openssl s_client -connect "127.0.0.1:$(port "$host")" -servername "$host" -CAfile "$CA" -verify_return_error </dev/null 2>/dev/null |
    openssl x509 -noout -issuer -enddate >/dev/null
done
get login.microsoftonline.com "https://login.microsoftonline.com/$TENANT/v2.0/.well-known/openid-configuration"

b64() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
x5t=$(openssl x509 -in "$CERT" -outform der | openssl dgst -sha1 -binary | b64)
now=$(date +%s)
aud="https://login.microsoftonline.com/$TENANT/oauth2/v2.0/token"
signed="$(printf '{"alg":"RS256","typ":"JWT","x5t":"%s"}' "$x5t" | b64).$(printf '{"aud":"%s","iss":"%s","sub":"%s","jti":"%s","nbf":%d,"exp":%d}' "$aud" "$CLIENT" "$CLIENT" "$now-$$" "$now" $((now + 600)) | b64)"
assertion="$signed.$(printf %s "$signed" | openssl dgst -sha256 -sign "$KEY" -binary | b64)"
get login.microsoftonline.com "$aud" -d grant_type=client_credentials -d "client_id=$CLIENT" \
  --data-urlencode "scope=$RESOURCE/.default" -d "client_assertion=$assertion" \
  -d client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer

for path in "v1.0/servicePrincipals(appId='$CLIENT')?\$select=id,accountEnabled,keyCredentials" \
  "v1.0/servicePrincipals(appId='1f5530b3-261a-47a9-b357-ded261e17918')?\$select=id,accountEnabled" \
  'v1.0/organization?$select=id,verifiedDomains,onPremisesSyncEnabled,onPremisesLastSyncDateTime' \
  'v1.0/subscribedSkus?$select=skuId,capabilityStatus,servicePlans' \
  "v1.0/users/$UPN?\$select=id,userPrincipalName,accountEnabled,onPremisesImmutableId" \
  "v1.0/users/$UPN/licenseDetails" "v1.0/users/$UPN/authentication/methods" "beta/users/$UPN/authentication/signInPreferences"; do
  get graph.microsoft.com -H "Authorization: Bearer $TOKEN" "https://graph.microsoft.com/$path"
done

ldapsearch -LLL -x -H "ldaps://127.0.0.1:$LDAP_PORT" -D "$LDAP_USER" -y "$LDAP_PASSWORD" -s base -b '' defaultNamingContext >/dev/null
ldapsearch -LLL -x -H "ldaps://127.0.0.1:$LDAP_PORT" -D "$LDAP_USER" -y "$LDAP_PASSWORD" -b "$LDAP_BASE" "(userPrincipalName=$UPN)" >/dev/null
