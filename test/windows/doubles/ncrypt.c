// Stand-in for ncrypt.dll under Wine 8, which keeps no CNG keys and knows no "Security Descr". A CNG key NAME is the CAPI
// machine container "cng-NAME", so signatures and security descriptors are real; a key opened with a legacy key spec is
// the container NAME itself. The Platform Crypto Provider exists, is reached, and keeps no security descriptors, as a TPM.
#define _WIN32_WINNT 0x0A00
#include <windows.h>
#include <wincrypt.h>
#include <ncrypt.h>
#include <stdlib.h>

#define EXPORT __declspec(dllexport)
enum { PROVIDER = 1, KEY = 2 };
typedef struct { DWORD kind; BOOL tpm; HCRYPTPROV container; WCHAR name[260]; } object;

static object *of(ULONG_PTR handle, DWORD kind) {
  object *found = (object *)handle;
  return found && found->kind == kind ? found : NULL;
}

static SECURITY_STATUS last(void) { return (SECURITY_STATUS)GetLastError(); }

EXPORT SECURITY_STATUS WINAPI NCryptOpenStorageProvider(NCRYPT_PROV_HANDLE *provider, LPCWSTR name, DWORD flags) {
  BOOL tpm = name && !wcscmp(name, MS_PLATFORM_KEY_STORAGE_PROVIDER);
  if (name && !tpm && wcscmp(name, MS_KEY_STORAGE_PROVIDER)) return NTE_PROV_TYPE_NOT_DEF;
  object *made = calloc(1, sizeof *made);
  made->kind = PROVIDER;
  made->tpm = tpm;
  *provider = (ULONG_PTR)made;
  return 0;
}

EXPORT SECURITY_STATUS WINAPI NCryptOpenKey(NCRYPT_PROV_HANDLE provider, NCRYPT_KEY_HANDLE *key, LPCWSTR name,
                                            DWORD legacySpec, DWORD flags) {
  object *from = of(provider, PROVIDER);
  if (!from) return NTE_INVALID_HANDLE;
  if (!(flags & NCRYPT_MACHINE_KEY_FLAG)) return NTE_BAD_KEYSET;
  WCHAR container[300] = L"";
  if (!legacySpec) wcscpy(container, L"cng-");
  wcsncat(container, name, 250);
  HCRYPTPROV opened;
  if (!CryptAcquireContextW(&opened, container, NULL, PROV_RSA_AES, CRYPT_MACHINE_KEYSET | CRYPT_SILENT)) return last();
  object *made = calloc(1, sizeof *made);
  made->kind = KEY;
  made->tpm = from->tpm;
  made->container = opened;
  wcsncpy(made->name, name, 259);
  *key = (ULONG_PTR)made;
  return 0;
}

EXPORT SECURITY_STATUS WINAPI NCryptFreeObject(NCRYPT_HANDLE handle) {
  object *gone = (object *)handle;
  if (!gone) return NTE_INVALID_HANDLE;
  if (gone->container) CryptReleaseContext(gone->container, 0);
  gone->kind = 0;
  free(gone);
  return 0;
}

/** It takes the handle with it. */
EXPORT SECURITY_STATUS WINAPI NCryptDeleteKey(NCRYPT_KEY_HANDLE handle, DWORD flags) {
  object *key = of(handle, KEY);
  if (!key) return NTE_INVALID_HANDLE;
  WCHAR container[300] = L"cng-";
  wcsncat(container, key->name, 250);
  NCryptFreeObject(handle);
  HCRYPTPROV none;
  DWORD how = CRYPT_MACHINE_KEYSET | CRYPT_SILENT | CRYPT_DELETEKEYSET;
  return CryptAcquireContextW(&none, container, NULL, PROV_RSA_AES, how) ? 0 : last();
}

static SECURITY_STATUS give(const void *what, DWORD length, PBYTE out, DWORD room, DWORD *needed) {
  *needed = length;
  if (!out) return 0;
  if (room < length) return NTE_BUFFER_TOO_SMALL;
  memcpy(out, what, length);
  return 0;
}

EXPORT SECURITY_STATUS WINAPI NCryptGetProperty(NCRYPT_HANDLE handle, LPCWSTR property, PBYTE out, DWORD room,
                                                DWORD *needed, DWORD flags) {
  object *key = of(handle, KEY);
  if (!key) return NTE_INVALID_HANDLE;
  if (!wcscmp(property, NCRYPT_SECURITY_DESCR_PROPERTY)) {
    if (key->tpm) return NTE_NOT_SUPPORTED;
    DWORD length = 0, which = flags & 0xf;
    if (!CryptGetProvParam(key->container, PP_KEYSET_SEC_DESCR, NULL, &length, which)) return last();
    *needed = length;
    if (!out) return 0;
    if (room < length) return NTE_BUFFER_TOO_SMALL;
    return CryptGetProvParam(key->container, PP_KEYSET_SEC_DESCR, out, needed, which) ? 0 : last();
  }
  if (!wcscmp(property, NCRYPT_UNIQUE_NAME_PROPERTY))
    return give(key->name, (DWORD)(wcslen(key->name) + 1) * sizeof(WCHAR), out, room, needed);
  DWORD number;
  if (!wcscmp(property, NCRYPT_LENGTH_PROPERTY)) number = 2048;
  else if (!wcscmp(property, NCRYPT_EXPORT_POLICY_PROPERTY)) {
    // As the container was made: a key that can be exported says so.
    HCRYPTKEY inside;
    DWORD permissions = 0, length = sizeof permissions;
    number = 0;
    if (CryptGetUserKey(key->container, AT_KEYEXCHANGE, &inside)) {
      if (CryptGetKeyParam(inside, KP_PERMISSIONS, (BYTE *)&permissions, &length, 0) && permissions & CRYPT_EXPORT)
        number = NCRYPT_ALLOW_EXPORT_FLAG | NCRYPT_ALLOW_PLAINTEXT_EXPORT_FLAG;
      CryptDestroyKey(inside);
    }
  } else return NTE_NOT_SUPPORTED;
  return give(&number, sizeof number, out, room, needed);
}

EXPORT SECURITY_STATUS WINAPI NCryptSetProperty(NCRYPT_HANDLE handle, LPCWSTR property, PBYTE in, DWORD length,
                                                DWORD flags) {
  object *key = of(handle, KEY);
  if (!key) return NTE_INVALID_HANDLE;
  if (key->tpm || wcscmp(property, NCRYPT_SECURITY_DESCR_PROPERTY)) return NTE_NOT_SUPPORTED;
  return CryptSetProvParam(key->container, PP_KEYSET_SEC_DESCR, in, flags & 0xf) ? 0 : last();
}

/** CryptSignHash gives the least significant byte first; CNG the most significant. */
static void turn(PBYTE bytes, DWORD length) {
  for (DWORD i = 0; i < length / 2; i++) {
    BYTE kept = bytes[i];
    bytes[i] = bytes[length - 1 - i];
    bytes[length - 1 - i] = kept;
  }
}

EXPORT SECURITY_STATUS WINAPI NCryptSignHash(NCRYPT_KEY_HANDLE handle, VOID *padding, PBYTE digest, DWORD digestLength,
                                             PBYTE signature, DWORD room, DWORD *needed, DWORD flags) {
  object *key = of(handle, KEY);
  if (!key) return NTE_INVALID_HANDLE;
  if (!(flags & NCRYPT_PAD_PKCS1_FLAG) || !padding) return NTE_BAD_FLAGS;
  BCRYPT_PKCS1_PADDING_INFO *pkcs1 = padding;
  if (wcscmp(pkcs1->pszAlgId, BCRYPT_SHA256_ALGORITHM) || digestLength != 32) return NTE_INVALID_PARAMETER;
  HCRYPTHASH hash;
  if (!CryptCreateHash(key->container, CALG_SHA_256, 0, 0, &hash)) return last();
  SECURITY_STATUS status = 0;
  DWORD length = 0;
  if (!CryptSetHashParam(hash, HP_HASHVAL, digest, 0) || !CryptSignHashW(hash, AT_KEYEXCHANGE, NULL, 0, NULL, &length))
    status = last();
  else {
    *needed = length;
    if (signature && room < length) status = NTE_BUFFER_TOO_SMALL;
    else if (signature && !CryptSignHashW(hash, AT_KEYEXCHANGE, NULL, 0, signature, &length)) status = last();
    else if (signature) turn(signature, length);
  }
  CryptDestroyHash(hash);
  return status;
}
