// Host names and addresses: RFC 952 letters, digits, hyphens and dots, with the underscore that container networks use.
#include "rules/support/hosts.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "rules/support/text.h"

namespace stateless::lint {
namespace {

/// What private networks end their names with (RFC 6762, RFC 8375, ICANN's .internal, Kubernetes, Consul).
constexpr std::array<std::string_view, 15> private_endings{
    ".local",    ".internal", ".localhost", ".localdomain", ".svc",    ".lan",  ".home",   ".home.arpa",
    ".intranet", ".intra",    ".corp",      ".private",     ".consul", ".priv", ".cluster"};

bool is_ipv4(const std::string& text) {
    int numbers = 0;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t dot = std::min(text.find('.', at), text.size());
        const std::string number = text.substr(at, dot - at);
        if (!is_number(number) || number.size() > 3 || std::stoi(number) > 255) return false;
        ++numbers;
        at = dot + 1;
    }
    return numbers == 4;
}

bool is_ipv6(const std::string& text) {
    return std::count(text.begin(), text.end(), ':') >= 2 &&
           text.find_first_not_of("0123456789abcdefABCDEF:.%") == std::string::npos;
}

}  // namespace

bool is_ip_address(const std::string& text) { return is_ipv4(text) || is_ipv6(text); }

bool is_host(const std::string& text) {
    if (text.empty() || text.size() > 253 || text == "0.0.0.0" || text == "::" || text == "255.255.255.255")
        return false;
    if (is_ip_address(text)) return true;
    bool letter = false;
    for (const char c : text) {
        const bool word = std::isalnum(static_cast<unsigned char>(c)) != 0;
        if (!word && c != '.' && c != '-' && c != '_') return false;
        letter |= std::isalpha(static_cast<unsigned char>(c)) != 0;
    }
    return letter && text.find("..") == std::string::npos && text.front() != '.' && text.front() != '-' &&
           text.back() != '-' && text.back() != '_';
}

bool is_loopback(const std::string& host) {
    const std::string name = lower(host);
    return name == "localhost" || name == "::1" || name.starts_with("localhost.") || name.ends_with(".localhost") ||
           (is_ipv4(name) && name.starts_with("127."));
}

bool is_local_host(const std::string& host) {
    const std::string name = lower(host);
    if (is_ip_address(name) || is_loopback(name) || name.find('.') == std::string::npos) return true;
    return std::any_of(private_endings.begin(), private_endings.end(), [&](std::string_view ending) {
        return name.ends_with(ending) || name.find(std::string(ending) + ".") != std::string::npos;
    });
}

std::vector<std::string> host_words(const std::string& host) {
    std::vector<std::string> words;
    const std::string name = lower(host);
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t end = std::min(name.find_first_of(".-_", at), name.size());
        if (end > at) words.push_back(name.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

}  // namespace stateless::lint
