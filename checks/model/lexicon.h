// What the words of a name tell about its purpose. Knows no words itself: they come from the models.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>

namespace stateless::lint {

class Lexicon {
public:
    /// `token` is a word, or words joined with '+' that must stand next to each other.
    void add(const std::string& purpose, const std::string& token);

    /// True if the words of the identifier's last component hold a token of the purpose: as a word, in its plural
    /// with s, or spread over adjacent words ("ratelimit" is in RateLimit and in rate_limits).
    bool suggests(const std::string& identifier, const std::string& purpose) const;

private:
    struct Tokens {
        std::unordered_set<std::string> texts;  // without '+'
        std::size_t longest = 0;
    };
    std::unordered_map<std::string, Tokens> by_purpose_;
};

}  // namespace stateless::lint
