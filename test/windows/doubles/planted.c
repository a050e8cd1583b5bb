// What an attacker would leave beside a program: a DLL of a name that the program loads. It leaves a mark when it is loaded.
#include <windows.h>

BOOL WINAPI DllMain(HINSTANCE self, DWORD reason, void *reserved) {
  if (reason == DLL_PROCESS_ATTACH)
    CloseHandle(CreateFileW(L"C:\\planted.txt", GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL));
  return TRUE;
}
