// Sorts a glob into the bucket of what it says literally about the name's last or first component.
#include "model/glob_index.h"

namespace stateless::lint {

bool glob_match(const std::string& pattern, const std::string& text) {
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = std::string::npos;  // the last '*', to which a mismatch goes back
    std::size_t star_text = 0;             // where in the text its run ends for now
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            star_text = t;
        } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
            ++p;
            ++t;
        } else if (star != std::string::npos) {
            p = star + 1;
            t = ++star_text;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') ++p;
    return p == pattern.size();
}

std::string GlobIndex::first_component(const std::string& name) const { return name.substr(0, name.find(separator_)); }

std::string GlobIndex::last_component(const std::string& name) const {
    const std::size_t separator = name.rfind(separator_);
    return separator == std::string::npos ? name : name.substr(separator + separator_.size());
}

void GlobIndex::add(const std::string& glob, std::size_t value) {
    const std::size_t first_wildcard = glob.find_first_of("*?");
    if (first_wildcard == std::string::npos) {
        exact_[glob].push_back(value);
        return;
    }
    const std::string tail = glob.substr(glob.find_last_of("*?") + 1);
    const std::string head = glob.substr(0, first_wildcard);
    if (tail.find(separator_) != std::string::npos) {
        by_last_[last_component(tail)].push_back({glob, value});
    } else if (head.find(separator_) != std::string::npos) {
        by_first_[first_component(head)].push_back({glob, value});
    } else {
        rest_.push_back({glob, value});
    }
}

template <typename Found>
void GlobIndex::each_match(const std::string& name, Found found) const {
    if (const auto at = exact_.find(name); at != exact_.end()) {
        for (const std::size_t value : at->second) {
            if (!found(value)) return;
        }
    }
    const auto try_all = [&](const std::vector<Entry>& entries) {
        return std::all_of(entries.begin(), entries.end(),
                           [&](const Entry& entry) { return !glob_match(entry.glob, name) || found(entry.value); });
    };
    if (!by_last_.empty()) {
        const auto at = by_last_.find(last_component(name));
        if (at != by_last_.end() && !try_all(at->second)) return;
    }
    if (!by_first_.empty()) {
        const auto at = by_first_.find(first_component(name));
        if (at != by_first_.end() && !try_all(at->second)) return;
    }
    try_all(rest_);
}

bool GlobIndex::any(const std::string& name) const {
    bool matched = false;
    each_match(name, [&](std::size_t) {
        matched = true;
        return false;
    });
    return matched;
}

std::vector<std::size_t> GlobIndex::all(const std::string& name) const {
    std::vector<std::size_t> values;
    each_match(name, [&](std::size_t value) {
        values.push_back(value);
        return true;
    });
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

}  // namespace stateless::lint
