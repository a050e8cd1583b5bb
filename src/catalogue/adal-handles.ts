/**
 * Native codes of the token library inside the extension ("request handle"), as the signed integers it logs, for those
 * that say more than the AADSTS number beside them.
 * Source: Microsoft's error tables of ADAL; the low word of 0xCAA8…. is a WinHTTP error.
 */
export const adalHandles: ReadonlyMap<number, string> = new Map(
  (
    [
      [0xcaa10005, 'STS_URL or TENANT_ID is malformed'],
      [0xcaa10006, 'the authority in STS_URL is not known'],
      [0xcaa10007, 'STS_URL is empty'],
      [0xcaa10009, 'CLIENT_ID is empty'],
      [0xcaa1003b, 'the certificate store could not be opened'],
      [0xcaa1003e, 'the certificate’s thumbprint is not valid'],
      [0xcaa10040, 'the certificate’s private key could not sign'],
      [0xcaa20001, 'the token service does not allow the application'],
      [0xcaa20002, 'the token service calls the request malformed'],
      [0xcaa20003, 'the token service does not accept the assertion'],
      [0xcaa20004, 'the token service denies access'],
      [0xcaa20005, 'the token service is temporarily unavailable'],
      [0xcaa20008, 'the token service had an error of its own'],
      [0xcaa20009, 'the token service does not accept the certificate'],
      [0xcaa2000b, 'the token service does not know the resource'],
      [0xcaa82ee2, 'the token service did not answer in time'],
      [0xcaa82ee7, 'the name of the token service could not be resolved'],
      [0xcaa82efd, 'the token service could not be connected to'],
      [0xcaa82efe, 'the connection to the token service was cut off'],
      [0xcaa82eff, 'the connection to the token service was reset'],
      [0xcaa82f05, 'the certificate of the token service is not valid at the time of this server’s clock'],
      [0xcaa82f06, 'the certificate of the token service names another host'],
      [0xcaa82f0d, 'the certificate of the token service comes from an authority that is not trusted here'],
      [0xcaa82f19, 'whether the certificate of the token service is revoked could not be looked up'],
      [0xcaa82f78, 'what answered in the place of the token service is none'],
      [0xcaa82f7d, 'no TLS connection to the token service came about'],
      [0xcaa82f8f, 'the TLS connection to the token service is not trusted'],
      [0xcaa82f94, 'the proxy that the network announces could not be found'],
      [0xcaa82f99, 'the certificate has no private key on this server'],
      [0xcaa82f9a, 'the service may not read the certificate’s private key'],
    ] as const
  ).map(([code, meaning]) => [code | 0, meaning]),
)
