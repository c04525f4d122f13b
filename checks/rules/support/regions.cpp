// Regions of clouds in text: runs of host characters, cut into words at dots and hyphens.
#include "rules/support/regions.h"

#include <algorithm>
#include <cctype>

#include "model/models.h"
#include "rules/support/hosts.h"
#include "rules/support/text.h"

namespace stateless::lint {
namespace {

constexpr char hole = '\x01';
constexpr std::size_t longest_region = 4;  // words: "us-gov-west-1"

bool is_host_character(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '-' || c == '_' || c == hole;
}

/// What may stand before a host name in an address.
bool begins_host(const std::string& text, std::size_t at) {
    if (at == 0) return true;
    const char before = text[at - 1];
    return before == '/' || before == '@' || before == '=' || before == ':' || before == ',';
}

}  // namespace

bool Regions::is_region(const std::string& text) const {
    const std::string name = lower(text);
    const bool is_zone = name.size() > 2 && name[name.size() - 2] == '-' && name.back() >= 'a' && name.back() <= 'f';
    return std::any_of(names_.begin(), names_.end(), [&](const std::string& glob) {
        return glob_match(glob, name) || (is_zone && glob_match(glob, name.substr(0, name.size() - 2)));
    });
}

std::string Regions::region_of(const std::string& host) const {
    const auto words = host_words(host);
    for (std::size_t first = 0; first < words.size(); ++first) {
        std::string run;
        std::string longest;
        for (std::size_t last = first; last < std::min(words.size(), first + longest_region); ++last) {
            run += (run.empty() ? "" : "-") + words[last];
            if (std::any_of(names_.begin(), names_.end(), [&](const auto& glob) { return glob_match(glob, run); }))
                longest = run;
        }
        if (!longest.empty()) return longest;
    }
    return {};
}

std::optional<Regions::InHost> Regions::in_host(const std::string& text) const {
    for (std::size_t at = 0; at < text.size();) {
        if (!is_host_character(text[at])) {
            ++at;
            continue;
        }
        const std::size_t begin = at;
        while (at < text.size() && is_host_character(text[at])) ++at;
        std::string host = text.substr(begin, at - begin);
        if (std::count(host.begin(), host.end(), '.') < 2 || !begins_host(text, begin)) continue;
        const std::string region = region_of(host);
        if (region.empty()) continue;
        std::replace(host.begin(), host.end(), hole, '?');
        return InHost{region, host};
    }
    return {};
}

}  // namespace stateless::lint
