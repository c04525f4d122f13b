// A mock of Crow's sessions.
#pragma once

#include <crow.h>

#include <string>

namespace crow {

struct CookieParser {
    struct context {};
    void before_handle(request&, response&, context&) {}
    void after_handle(request&, response&, context&) {}
};

class InMemoryStore {};
class FileStore {
public:
    explicit FileStore(const std::string& folder);
};

template <typename Store>
struct SessionMiddleware {
    struct context {
        std::string get(const std::string& key, const std::string& fallback = "");
        void set(const std::string& key, std::string value);
    };
    explicit SessionMiddleware(Store store, int secret_length = 20) {
        (void)store;
        (void)secret_length;
    }
    void before_handle(request&, response&, context&) {}
    void after_handle(request&, response&, context&) {}
};

}  // namespace crow
