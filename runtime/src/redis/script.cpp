// A script's hash is computed once, when the script is made.
#include <stateless/redis_command.h>

#include "redis/digest.h"

namespace stateless {

Script::Script(std::string source) : Script(std::move(source), false) {}

Script Script::reading(std::string source) { return Script(std::move(source), true); }

Script::Script(std::string source, bool only_reads) {
    std::string sha1 = redis::sha1_hex(source);
    text_ = std::make_shared<const Text>(Text{std::move(source), std::move(sha1), only_reads});
}

}  // namespace stateless
