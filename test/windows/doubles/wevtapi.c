// Stand-in for wevtapi.dll under Wine 8, which has no event channels. A channel NAME is the file
// C:\npsmfa-fixture\events\NAME.xml ("/" in it is "%4", as Windows itself names its files), one <Event> to a line, newest
// first; beside it NAME.disabled, NAME.denied and NAME.slow make it what they say. The query is not evaluated.
#define _WIN32_WINNT 0x0A00
#include <windows.h>
#include <winevt.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define EXPORT __declspec(dllexport)
#define FOLDER L"C:\\npsmfa-fixture\\events\\"
enum { QUERY = 1, EVENT = 2, CHANNELS = 3, CONFIG = 4 };
enum { longest = 4 << 20 };
typedef struct { DWORD kind; FILE *file; char *line; HANDLE search; WIN32_FIND_DATAW found; BOOL fresh, slow, enabled; } object;

static object *made(DWORD kind) {
  object *it = calloc(1, sizeof *it);
  it->kind = kind;
  return it;
}

static object *of(EVT_HANDLE handle, DWORD kind) {
  object *it = (object *)handle;
  if (it && it->kind == kind) return it;
  SetLastError(ERROR_INVALID_HANDLE);
  return NULL;
}

static void path_of(WCHAR *path, LPCWSTR channel, LPCWSTR ending) {
  wcscpy(path, FOLDER);
  size_t at = wcslen(path);
  for (; *channel && at < 500; channel++) {
    if (*channel == L'/') path[at++] = L'%', path[at++] = L'4';
    else path[at++] = *channel;
  }
  path[at] = 0;
  wcscat(path, ending);
}

static BOOL has(LPCWSTR channel, LPCWSTR ending) {
  WCHAR path[600];
  path_of(path, channel, ending);
  return GetFileAttributesW(path) != INVALID_FILE_ATTRIBUTES;
}

/** Whether a channel can be looked at; else the last error is what Windows says then. */
static BOOL reachable(LPCWSTR channel) {
  if (!channel || !has(channel, L".xml")) SetLastError(ERROR_EVT_CHANNEL_NOT_FOUND);
  else if (has(channel, L".denied")) SetLastError(ERROR_ACCESS_DENIED);
  else return TRUE;
  return FALSE;
}

EXPORT EVT_HANDLE WINAPI EvtQuery(EVT_HANDLE session, LPCWSTR channel, LPCWSTR query, DWORD flags) {
  if (!reachable(channel)) return NULL;
  WCHAR path[600];
  path_of(path, channel, L".xml");
  object *it = made(QUERY);
  it->file = _wfopen(path, L"rb");
  it->slow = has(channel, L".slow");
  return it;
}

EXPORT BOOL WINAPI EvtNext(EVT_HANDLE handle, DWORD room, EVT_HANDLE *events, DWORD timeout, DWORD flags, DWORD *count) {
  object *query = of(handle, QUERY);
  if (!query) return FALSE;
  if (query->slow) {
    Sleep(timeout < 20000 ? timeout : 20000);
    SetLastError(ERROR_TIMEOUT);
    return FALSE;
  }
  *count = 0;
  char *buffer = malloc(longest);
  while (*count < room && fgets(buffer, longest, query->file)) {
    buffer[strcspn(buffer, "\r\n")] = 0;
    if (!*buffer) continue;
    object *event = made(EVENT);
    event->line = _strdup(buffer);
    events[(*count)++] = event;
  }
  free(buffer);
  if (*count) return TRUE;
  SetLastError(ERROR_NO_MORE_ITEMS);
  return FALSE;
}

EXPORT BOOL WINAPI EvtRender(EVT_HANDLE context, EVT_HANDLE handle, DWORD flags, DWORD room, PVOID out, DWORD *needed,
                             DWORD *properties) {
  object *event = of(handle, EVENT);
  if (!event) return FALSE;
  if (flags != EvtRenderEventXml) {
    SetLastError(ERROR_INVALID_PARAMETER);
    return FALSE;
  }
  int length = MultiByteToWideChar(CP_UTF8, 0, event->line, -1, NULL, 0);
  *needed = length * sizeof(WCHAR);
  if (properties) *properties = 0;
  if (room < *needed) {
    SetLastError(ERROR_INSUFFICIENT_BUFFER);
    return FALSE;
  }
  MultiByteToWideChar(CP_UTF8, 0, event->line, -1, out, length);
  return TRUE;
}

EXPORT EVT_HANDLE WINAPI EvtOpenChannelEnum(EVT_HANDLE session, DWORD flags) {
  object *it = made(CHANNELS);
  it->search = FindFirstFileW(FOLDER L"*.xml", &it->found);
  it->fresh = it->search != INVALID_HANDLE_VALUE;
  return it;
}

EXPORT BOOL WINAPI EvtNextChannelPath(EVT_HANDLE handle, DWORD room, LPWSTR out, DWORD *needed) {
  object *channels = of(handle, CHANNELS);
  if (!channels) return FALSE;
  if (!channels->fresh) {
    SetLastError(ERROR_NO_MORE_ITEMS);
    return FALSE;
  }
  WCHAR name[MAX_PATH];
  DWORD length = 0;
  for (LPCWSTR at = channels->found.cFileName; wcscmp(at, L".xml"); at++) {
    BOOL slash = at[0] == L'%' && at[1] == L'4';
    name[length++] = slash ? L'/' : *at;
    if (slash) at++;
  }
  name[length++] = 0;
  *needed = length;
  if (room < length) {
    SetLastError(ERROR_INSUFFICIENT_BUFFER);
    return FALSE;
  }
  memcpy(out, name, length * sizeof(WCHAR));
  channels->fresh = FindNextFileW(channels->search, &channels->found);
  return TRUE;
}

EXPORT EVT_HANDLE WINAPI EvtOpenChannelConfig(EVT_HANDLE session, LPCWSTR channel, DWORD flags) {
  if (!reachable(channel)) return NULL;
  object *it = made(CONFIG);
  it->enabled = !has(channel, L".disabled");
  return it;
}

EXPORT BOOL WINAPI EvtGetChannelConfigProperty(EVT_HANDLE handle, EVT_CHANNEL_CONFIG_PROPERTY_ID property, DWORD flags,
                                               DWORD room, PEVT_VARIANT out, DWORD *needed) {
  object *config = of(handle, CONFIG);
  if (!config) return FALSE;
  if (property != EvtChannelConfigEnabled) {
    SetLastError(ERROR_INVALID_PARAMETER);
    return FALSE;
  }
  *needed = sizeof *out;
  if (room < sizeof *out) {
    SetLastError(ERROR_INSUFFICIENT_BUFFER);
    return FALSE;
  }
  memset(out, 0, sizeof *out);
  out->Type = EvtVarTypeBoolean;
  out->BooleanVal = config->enabled;
  return TRUE;
}

EXPORT BOOL WINAPI EvtClose(EVT_HANDLE handle) {
  object *it = (object *)handle;
  if (!it) return FALSE;
  if (it->file) fclose(it->file);
  if (it->kind == CHANNELS && it->search != INVALID_HANDLE_VALUE) FindClose(it->search);
  free(it->line);
  it->kind = 0;
  free(it);
  return TRUE;
}
