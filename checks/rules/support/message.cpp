// Message templates of the catalogue.
#include "rules/support/message.h"

#include "model/misuse.h"

namespace stateless::lint {

std::string fill_message(const std::string& message, const std::map<std::string, std::string>& values) {
    std::string result;
    for (std::size_t at = 0; at < message.size();) {
        const std::size_t close = message[at] == '{' ? message.find('}', at) : std::string::npos;
        if (close == std::string::npos) {
            result += message[at++];
            continue;
        }
        const auto value = values.find(message.substr(at + 1, close - at - 1));
        if (value == values.end()) {
            throw Misuse("the message \"" + message + "\" asks for " + message.substr(at, close - at + 1) +
                         ", which the rule does not give");
        }
        result += value->second;
        at = close + 1;
    }
    return result;
}

}  // namespace stateless::lint
