// Entries are words rather than digests, so that a reviewer of a baseline sees what is accepted.
#include "cli/baseline.h"

#include <algorithm>
#include <map>
#include <tuple>

#include <nlohmann/json.hpp>

#include "model/json_document.h"
#include "output/unicode.h"
#include "output/uri.h"

namespace stateless::lint {
namespace {

using Pointer = nlohmann::json::json_pointer;

struct Key {
    std::string rule, file, entity;
    auto operator<=>(const Key&) const = default;
};

Key key_of(const Finding& finding, const std::string& source_root) {
    return {finding.rule, valid_utf8(relative_to(finding.span.file, source_root).value_or(finding.span.file)),
            valid_utf8(finding.entity)};
}

Key key_of(const BaselineEntry& entry) { return {entry.rule, entry.file, entry.entity}; }

std::map<Key, unsigned> counts_of(const std::vector<Finding>& findings, const std::string& source_root) {
    std::map<Key, unsigned> counts;
    for (const Finding& finding : findings) {
        if (!finding.suppressed) ++counts[key_of(finding, source_root)];
    }
    return counts;
}

Remark stale(const Baseline& baseline, const BaselineEntry& entry, unsigned found) {
    Remark remark;
    remark.kind = Remark::Kind::stale_baseline_entry;
    remark.span = {baseline.file, entry.line, 1, entry.line, 1};
    const std::string what = "'" + entry.entity + "' in " + entry.file + " [stateless-" + entry.rule + "]";
    remark.text = found == 0 ? what + " is no longer found; take it out of the baseline (--update-baseline)"
                             : what + " is found " + std::to_string(found) + " times, not " +
                                   std::to_string(entry.count) + "; lower the count (--update-baseline)";
    return remark;
}

}  // namespace

Baseline read_baseline(const std::filesystem::path& file, const std::filesystem::path& schema) {
    const JsonDocument document = JsonDocument::read(file);
    document.check(JsonDocument::read(schema));
    Baseline baseline;
    baseline.file = std::filesystem::absolute(file).lexically_normal().string();
    const nlohmann::json& findings = document.value().at("findings");
    std::map<Key, unsigned> lines;
    for (std::size_t index = 0; index < findings.size(); ++index) {
        const nlohmann::json& given = findings[index];
        const Pointer pointer = Pointer("/findings") / index;
        BaselineEntry entry{given.at("rule").get<std::string>(), given.at("file").get<std::string>(),
                            given.at("entity").get<std::string>(), given.value("count", 1u), document.line_of(pointer)};
        const auto [earlier, fresh] = lines.emplace(key_of(entry), entry.line);
        if (!fresh) document.refuse(pointer, "the same entry stands in line " + std::to_string(earlier->second));
        baseline.entries.push_back(std::move(entry));
    }
    return baseline;
}

std::vector<BaselineEntry> baseline_entries(const std::vector<Finding>& findings, const std::string& source_root) {
    std::vector<BaselineEntry> entries;
    for (const auto& [key, count] : counts_of(findings, source_root))
        entries.push_back({key.rule, key.file, key.entity, count, 0});
    return entries;
}

std::string baseline_text(std::vector<BaselineEntry> entries) {
    const auto place = [](const BaselineEntry& entry) { return std::tie(entry.file, entry.rule, entry.entity); };
    std::sort(entries.begin(), entries.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
    std::string text = "{\n  \"schema\": \"stateless-baseline/v1\",\n  \"findings\": [";
    for (std::size_t index = 0; index < entries.size(); ++index) {
        const BaselineEntry& entry = entries[index];
        nlohmann::ordered_json object{{"rule", entry.rule}, {"file", entry.file}, {"entity", entry.entity}};
        if (entry.count != 1) object["count"] = entry.count;
        text += std::string(index == 0 ? "" : ",") + "\n    " + object.dump();
    }
    return text + (entries.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

BaselineMatch take_out_known(std::vector<Finding>& findings, const Baseline& baseline,
                             const std::vector<std::string>& ran, const std::string& source_root,
                             const std::function<bool(const std::string&)>& file_exists) {
    const std::map<Key, unsigned> found = counts_of(findings, source_root);
    std::map<Key, unsigned> allowed;
    for (const BaselineEntry& entry : baseline.entries) allowed[key_of(entry)] = entry.count;

    BaselineMatch match;
    for (const BaselineEntry& entry : baseline.entries) {
        if (std::find(ran.begin(), ran.end(), entry.rule) == ran.end()) {
            match.kept.push_back(entry);
            continue;
        }
        BaselineEntry now = entry;
        auto at = found.find(key_of(entry));
        if (at == found.end() && !file_exists(entry.file)) {
            at = std::find_if(found.begin(), found.end(), [&](const auto& other) {
                return other.first.rule == entry.rule && other.first.entity == entry.entity &&
                       !allowed.contains(other.first);
            });
            if (at != found.end()) {
                now.file = at->first.file;
                allowed[at->first] = entry.count;
            }
        }
        const unsigned count = at == found.end() ? 0 : at->second;
        if (count < entry.count) match.stale.push_back(stale(baseline, entry, count));
        now.count = std::min(entry.count, count);
        if (now.count != 0) match.kept.push_back(std::move(now));
    }
    match.known = std::erase_if(findings, [&](const Finding& finding) {
        if (finding.suppressed) return false;
        const Key key = key_of(finding, source_root);
        const auto entry = allowed.find(key);
        return entry != allowed.end() && found.at(key) <= entry->second;
    });
    return match;
}

}  // namespace stateless::lint
