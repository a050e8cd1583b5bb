// A real Windows service under whatever name it is registered. With the argument "pending" in its command line it never
// gets further than starting; with "ends CODE" it ends with that code as soon as it is started.
#include <windows.h>
#include <wchar.h>

static SERVICE_STATUS_HANDLE handle;
static HANDLE ended;
static SERVICE_STATUS status = {
  .dwServiceType = SERVICE_WIN32_OWN_PROCESS,
  .dwControlsAccepted = SERVICE_ACCEPT_STOP | SERVICE_ACCEPT_PAUSE_CONTINUE,
  .dwWaitHint = 3000,
};
static BOOL pending;
static DWORD code;

static void enter(DWORD state) {
  status.dwCurrentState = state;
  SetServiceStatus(handle, &status);
}

static DWORD WINAPI control(DWORD code, DWORD type, void *data, void *context) {
  if (code == SERVICE_CONTROL_STOP) {
    enter(SERVICE_STOP_PENDING);
    SetEvent(ended);
  } else if (code == SERVICE_CONTROL_PAUSE) enter(SERVICE_PAUSED);
  else if (code == SERVICE_CONTROL_CONTINUE) enter(SERVICE_RUNNING);
  else enter(status.dwCurrentState);
  return 0;
}

static void WINAPI serve(DWORD count, LPWSTR *arguments) {
  handle = RegisterServiceCtrlHandlerExW(arguments[0], control, NULL);
  ended = CreateEventW(NULL, TRUE, FALSE, NULL);
  enter(pending || code ? SERVICE_START_PENDING : SERVICE_RUNNING);
  if (code) status.dwWin32ExitCode = code;
  else WaitForSingleObject(ended, INFINITE);
  enter(SERVICE_STOPPED);
}

int wmain(int count, WCHAR **arguments) {
  pending = count > 1 && !wcscmp(arguments[1], L"pending");
  code = count > 2 && !wcscmp(arguments[1], L"ends") ? wcstoul(arguments[2], NULL, 10) : 0;
  SERVICE_TABLE_ENTRYW table[] = {{L"", serve}, {NULL, NULL}};
  return !StartServiceCtrlDispatcherW(table);
}
