// Cuts names into words the way people put them together, and looks runs of words up.
#include "model/lexicon.h"

#include <algorithm>
#include <vector>

#include "model/models.h"

namespace stateless::lint {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
/// Bytes above ASCII are taken for lower-case letters: a word in another script stays whole.
bool is_lower(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

std::size_t end_of_lower(const std::string& text, std::size_t at) {
    while (at < text.size() && is_lower(text[at])) ++at;
    return at;
}

/// A word that begins with a capital: "Log", or a run of capitals up to the one that begins the next word
/// ("HTTP" in HTTPServer, "C" in CLog), with the s of a plural ("IDs").
std::size_t end_of_capitalised(const std::string& text, std::size_t start) {
    std::size_t run = start;
    while (run < text.size() && is_upper(text[run])) ++run;
    const std::size_t lower = end_of_lower(text, run);
    if (run - start == 1) return lower;
    if (lower == run) return run;
    const bool is_plural = lower - run == 1 && text[run] == 's';
    return is_plural ? lower : run - 1;
}

}  // namespace

std::vector<std::string> words_of(const std::string& identifier) {
    const std::size_t separator = identifier.rfind("::");
    const std::string name = separator == std::string::npos ? identifier : identifier.substr(separator + 2);
    std::vector<std::string> words;
    for (std::size_t at = 0; at < name.size();) {
        std::size_t end = at;
        if (is_digit(name[at])) {
            while (end < name.size() && is_digit(name[end])) ++end;
        } else if (is_lower(name[at])) {
            end = end_of_lower(name, at);
        } else if (is_upper(name[at])) {
            end = end_of_capitalised(name, at);
        } else {
            ++at;
            continue;
        }
        std::string word = name.substr(at, end - at);
        std::transform(word.begin(), word.end(), word.begin(),
                       [](char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; });
        words.push_back(std::move(word));
        at = end;
    }
    return words;
}

void Lexicon::add(const std::string& purpose, const std::string& token) {
    std::string text = token;
    text.erase(std::remove(text.begin(), text.end(), '+'), text.end());
    Tokens& tokens = by_purpose_[purpose];
    tokens.longest = std::max(tokens.longest, text.size());
    tokens.texts.insert(std::move(text));
}

bool Lexicon::suggests(const std::string& identifier, const std::string& purpose) const {
    const auto found = by_purpose_.find(purpose);
    if (found == by_purpose_.end()) return false;
    const Tokens& tokens = found->second;
    const std::vector<std::string> words = words_of(identifier);
    for (std::size_t first = 0; first < words.size(); ++first) {
        std::string run;
        for (std::size_t last = first; last < words.size() && run.size() <= tokens.longest; ++last) {
            run += words[last];
            if (tokens.texts.count(run) != 0) return true;
            if (run.size() > 1 && run.back() == 's' && tokens.texts.count(run.substr(0, run.size() - 1)) != 0)
                return true;
        }
    }
    return false;
}

}  // namespace stateless::lint
