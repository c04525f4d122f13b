// The program's own getaddrinfo comes before the C library's, in shared libraries too.
#include "support/slow_names.h"

#include <dlfcn.h>
#include <netdb.h>

#include <string_view>
#include <thread>

extern "C" int getaddrinfo(const char* name, const char* service, const addrinfo* hints, addrinfo** found) {
    static const auto real = reinterpret_cast<decltype(&getaddrinfo)>(dlsym(RTLD_NEXT, "getaddrinfo"));
    if (name == nullptr || std::string_view(name) != stateless::testing::slow_name)
        return real(name, service, hints, found);
    std::this_thread::sleep_for(stateless::testing::slow_answer);
    return EAI_NONAME;
}
