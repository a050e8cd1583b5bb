// Stand-in for two functions of the service manager that Wine 8 does not have; its advapi32.dll is made to forward to
// them. The SID type is kept where Windows keeps it, in the registry; who depends on a service is what DependOnService of
// the others says. Services here have their name as their display name, by which a handle tells what it is of.
#define _WIN32_WINNT 0x0A00
#define _ADVAPI32_
#include <windows.h>
#include <wchar.h>

#define EXPORT __declspec(dllexport)

static BOOL failed(DWORD code) {
  SetLastError(code);
  return FALSE;
}

static BOOL name_of(SC_HANDLE service, WCHAR *name) {
  static BYTE room[8192];
  QUERY_SERVICE_CONFIGW *configuration = (void *)room;
  DWORD needed;
  if (!QueryServiceConfigW(service, configuration, sizeof room, &needed)) return FALSE;
  wcsncpy(name, configuration->lpDisplayName, 255);
  return TRUE;
}

static void key_of(const WCHAR *name, WCHAR *path) {
  wcscpy(path, L"SYSTEM\\CurrentControlSet\\Services\\");
  wcsncat(path, name, 255);
}

EXPORT BOOL WINAPI ChangeServiceConfig2W(SC_HANDLE service, DWORD level, void *info) {
  WCHAR name[256] = L"", path[400];
  if (level != SERVICE_CONFIG_SERVICE_SID_INFO) return failed(ERROR_INVALID_LEVEL);
  if (!name_of(service, name)) return FALSE;
  key_of(name, path);
  DWORD type = ((SERVICE_SID_INFO *)info)->dwServiceSidType;
  DWORD code = RegSetKeyValueW(HKEY_LOCAL_MACHINE, path, L"ServiceSidType", REG_DWORD, &type, sizeof type);
  return code ? failed(code) : TRUE;
}

static BOOL depends(const WCHAR *name, const WCHAR *on) {
  static WCHAR lines[4096];
  WCHAR path[400];
  DWORD size = sizeof lines;
  key_of(name, path);
  if (RegGetValueW(HKEY_LOCAL_MACHINE, path, L"DependOnService", RRF_RT_REG_MULTI_SZ, NULL, lines, &size)) return FALSE;
  for (WCHAR *line = lines; *line; line += wcslen(line) + 1)
    if (!_wcsicmp(line, on)) return TRUE;
  return FALSE;
}

static BOOL is_active(SC_HANDLE manager, const WCHAR *name) {
  SERVICE_STATUS status = {0};
  SC_HANDLE service = OpenServiceW(manager, name, SERVICE_QUERY_STATUS);
  if (!service) return FALSE;
  QueryServiceStatus(service, &status);
  CloseServiceHandle(service);
  return status.dwCurrentState != SERVICE_STOPPED;
}

/** Those that must be stopped before come first. */
static void list(SC_HANDLE manager, HKEY services, const WCHAR *on, WCHAR (*names)[256], DWORD *count) {
  WCHAR name[256];
  for (DWORD i = 0, length = 256; !RegEnumKeyExW(services, i, name, &length, NULL, NULL, NULL, NULL); i++, length = 256) {
    if (*count == 32 || !depends(name, on) || !is_active(manager, name)) continue;
    list(manager, services, name, names, count);
    if (*count < 32) wcscpy(names[(*count)++], name);
  }
}

EXPORT BOOL WINAPI EnumDependentServicesW(SC_HANDLE service, DWORD state, ENUM_SERVICE_STATUSW *out, DWORD room,
                                          DWORD *needed, DWORD *count) {
  static WCHAR names[32][256];
  WCHAR name[256] = L"";
  HKEY services;
  if (state != SERVICE_ACTIVE) return failed(ERROR_INVALID_PARAMETER);
  if (!name_of(service, name)) return FALSE;
  SC_HANDLE manager = OpenSCManagerW(NULL, NULL, SC_MANAGER_CONNECT);
  RegOpenKeyExW(HKEY_LOCAL_MACHINE, L"SYSTEM\\CurrentControlSet\\Services", 0, KEY_READ, &services);
  *count = *needed = 0;
  list(manager, services, name, names, count);
  RegCloseKey(services);
  CloseServiceHandle(manager);
  BYTE *end = (BYTE *)(out + *count);
  for (DWORD i = 0; i < *count; i++) {
    DWORD bytes = (DWORD)(wcslen(names[i]) + 1) * sizeof(WCHAR);
    if (end + bytes > (BYTE *)out + room) return failed(ERROR_MORE_DATA);
    memset(&out[i], 0, sizeof out[i]);
    out[i].lpServiceName = out[i].lpDisplayName = memcpy(end, names[i], bytes);
    end += bytes;
  }
  return TRUE;
}
