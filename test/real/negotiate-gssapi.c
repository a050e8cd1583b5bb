// Stands in front of MIT's GSS-API library, which Wine makes Kerberos of. MIT always offers to sign and to encrypt, and a
// directory refuses that inside TLS; Windows offers only what it is asked for, and with this in between Wine does, too.
#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>

typedef uintptr_t word;
typedef struct {
  uint32_t length;
  const void *elements;
} oid;
typedef struct {
  size_t length;
  void *value;
} buffer;

enum { CONF = 0x10, INTEG = 0x20 };

static void *real(const char *name) {
  static void *library;
  // By its path, since this file has its name.
  if (!library) library = dlopen("/usr/lib/x86_64-linux-gnu/libgssapi_krb5.so.2", RTLD_NOW);
  return library ? dlsym(library, name) : NULL;
}

// No function has more arguments than these, and all of them are words.
#define ARGUMENTS word a, word b, word c, word d, word e, word f, word g, word h, word i, word j, word k, word l, word m
#define PASSED a, b, c, d, e, f, g, h, i, j, k, l, m
#define CALL(name) ((uint32_t(*)(ARGUMENTS))real(name))(PASSED)
#define FORWARD(name) \
  uint32_t name(ARGUMENTS) { return CALL(#name); }

FORWARD(gss_accept_sec_context)
FORWARD(gss_acquire_cred)
FORWARD(gss_delete_sec_context)
FORWARD(gss_display_status)
FORWARD(gss_get_mic)
FORWARD(gss_import_name)
FORWARD(gss_inquire_context)
FORWARD(gss_release_buffer)
FORWARD(gss_release_cred)
FORWARD(gss_release_iov_buffer)
FORWARD(gss_release_name)
FORWARD(gss_unwrap)
FORWARD(gss_unwrap_iov)
FORWARD(gss_verify_mic)
FORWARD(gss_wrap)
FORWARD(gss_wrap_iov)

// minor, credential, context, name, mechanism, flags, …
uint32_t gss_init_sec_context(ARGUMENTS) {
  // GSS_KRB5_CRED_NO_CI_FLAGS_X, 1.2.752.43.13.29
  oid only_what_is_asked = {6, "\x2a\x85\x70\x2b\x0d\x1d"};
  buffer nothing = {0, NULL};
  uint32_t minor;
  uint32_t (*option)(uint32_t *, word *, oid *, buffer *) = real("gss_set_cred_option");
  if (b && !((uint32_t)f & (CONF | INTEG))) option(&minor, &b, &only_what_is_asked, &nothing);
  return CALL("gss_init_sec_context");
}
