// SARIF 2.1.0 for code review. Everything a consumer is known to read is there, and nothing that differs between two
// runs over the same code: no times, no host, no order of units.
#include <map>

#include "output/fingerprint.h"
#include "output/report.h"
#include "output/sarif_places.h"
#include "output/sarif_rules.h"
#include "output/unicode.h"
#include "output/uri.h"

namespace stateless::lint {
namespace {

constexpr std::size_t most_github_results = 5000;
constexpr const char* left_out_name = "results-left-out";

SarifJson text_message(const std::string& text) { return {{"text", valid_utf8(text)}}; }

/// Link text in which brackets cannot end the link.
std::string link(const std::string& label, std::size_t id) {
    std::string text;
    for (const char character : label) {
        if (character == '[' || character == ']' || character == '\\') text += '\\';
        text += character;
    }
    return "[" + text + "](" + std::to_string(id) + ")";
}

/// The message with its related locations named as links, since GitHub shows only those: the root where the message
/// speaks of it, the access at the end.
std::string linked_message(const Finding& finding, const std::vector<std::size_t>& ids) {
    std::string message = finding.message;
    if (finding.path.empty()) return message;
    std::string tail;
    if (finding.path.size() > 1 && ids.back() != 0) tail = "here: " + link(finding.path.back().label, ids.back());
    const std::string& root = finding.path.front().label;
    if (ids.front() != 0) {
        const std::size_t at = root.empty() ? std::string::npos : message.find(root);
        if (at != std::string::npos) message.replace(at, root.size(), link(root, ids.front()));
        else tail = "reached from " + link(root, ids.front()) + (tail.empty() ? "" : "; " + tail);
    }
    return tail.empty() ? message : message + " (" + tail + ")";
}

class SarifWriter {
public:
    SarifWriter(const Report& report, const Catalog& catalog, const SourceReader& sources, SarifProfile profile)
        : report_(report), catalog_(catalog), profile_(profile), places_(sources, report.source_root) {}

    std::string write() {
        SarifJson rules = sarif_rules(catalog_, report_.rules);
        for (std::size_t index = 0; index < rules.size(); ++index)
            rule_index_[rules[index]["id"].get<std::string>()] = index;
        SarifJson results = SarifJson::array();
        const std::vector<std::string> keys = line_free_keys(report_.findings, report_.source_root);
        for (std::size_t index = 0; index < report_.findings.size(); ++index) {
            if (takes(report_.findings[index], results.size()))
                results.push_back(result(report_.findings[index], keys[index]));
        }
        SarifJson run{{"tool", {{"driver", driver(std::move(rules))}}},
                      {"invocations", SarifJson::array({invocation()})}};
        if (!report_.source_root.empty()) {
            std::string folder = report_.source_root;
            if (!folder.ends_with('/')) folder += '/';
            run["originalUriBaseIds"][sarif_root_name] = {{"uri", file_uri(folder)},
                                                          {"description", {{"text", "The root of the source tree."}}}};
        }
        run["columnKind"] = "utf16CodeUnits";
        run["results"] = std::move(results);
        const SarifJson document{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                                 {"version", "2.1.0"},
                                 {"runs", SarifJson::array({std::move(run)})}};
        return document.dump(2, ' ', false, SarifJson::error_handler_t::replace) + "\n";
    }

private:
    /// GitHub opens alerts for suppressed results, refuses places outside of the repository and drops what comes after
    /// the first 5,000 results.
    bool takes(const Finding& finding, std::size_t taken) {
        if (profile_ == SarifProfile::full) return true;
        if (finding.suppressed) return false;
        const bool fits = taken < most_github_results && relative_to(finding.span.file, report_.source_root);
        if (!fits) ++left_out_;
        return fits;
    }

    SarifJson driver(SarifJson rules) const {
        SarifJson notifications = SarifJson::array();
        const std::pair<Gap::Kind, const char*> kinds[] = {
            {Gap::Kind::unit_not_parsed, "A source file could not be parsed, so nothing is known about it."},
            {Gap::Kind::unit_parsed_with_errors, "A source file was parsed with errors, so parts of it are not known."},
            {Gap::Kind::call_not_resolved, "It is not known which function a call runs."},
            {Gap::Kind::command_not_usable, "A compile command could not be used, so its source file was not read."}};
        for (const auto& [kind, text] : kinds) {
            const SarifJson words{{"text", text}};
            notifications.push_back(
                {{"id", gap_name(kind)}, {"shortDescription", words}, {"fullDescription", words}, {"help", words}});
        }
        const std::pair<std::string, const char*> others[] = {
            {remark_name(Remark::Kind::unused_suppression), "A comment or an annotation silences nothing."},
            {remark_name(Remark::Kind::suppression_without_reason), "A suppression gives no reason, so it is void."},
            {remark_name(Remark::Kind::stale_baseline_entry), "The baseline lists what is no longer found."},
            {left_out_name, "Results that this consumer does not take."}};
        for (const auto& [id, text] : others) {
            const SarifJson words{{"text", text}};
            notifications.push_back(
                {{"id", id}, {"shortDescription", words}, {"fullDescription", words}, {"help", words}});
        }
        return {{"name", "stateless-lint"},
                {"version", report_.version},
                {"semanticVersion", report_.version},
                {"rules", std::move(rules)},
                {"notifications", std::move(notifications)}};
    }

    SarifJson invocation() {
        SarifJson notifications = SarifJson::array();
        for (const Gap& gap : report_.gaps) {
            SarifJson notification{{"descriptor", {{"id", gap_name(gap.kind)}}},
                                   {"level", gap.breaks_clean ? "error" : "note"},
                                   {"message", text_message(gap.detail)}};
            if (const Span span = place_of(gap); !span.file.empty()) notification["locations"] = place(span);
            notifications.push_back(std::move(notification));
        }
        for (const Remark& remark : report_.remarks) {
            notifications.push_back({{"descriptor", {{"id", remark_name(remark.kind)}}},
                                     {"level", "note"},
                                     {"message", text_message(remark.text)},
                                     {"locations", place(remark.span)}});
        }
        if (left_out_ != 0) {
            notifications.push_back(
                {{"descriptor", {{"id", left_out_name}}},
                 {"level", "warning"},
                 {"message", text_message(counted(left_out_, "result") + " left out: outside of the source tree, or "
                                                                         "more than the consumer keeps")}});
        }
        return {{"executionSuccessful", !breaks_clean(report_)},
                {"toolExecutionNotifications", std::move(notifications)}};
    }

    SarifJson labelled(const PathStep& step) {
        SarifJson location;
        if (!step.span.file.empty()) location["physicalLocation"] = places_.physical(step.span);
        location["message"] = text_message(step.label);
        return location;
    }

    SarifJson result(const Finding& finding, const std::string& key) {
        SarifJson related = SarifJson::array();
        std::vector<std::size_t> ids;  // of each step; 0: it has no place
        for (const PathStep& step : finding.path) {
            ids.push_back(0);
            if (!step.span.valid()) continue;
            SarifJson location{{"id", related.size() + 1}};
            location.update(labelled(step));
            related.push_back(std::move(location));
            ids.back() = related.size();
        }
        SarifJson result{{"ruleId", finding.rule}};
        if (const auto index = rule_index_.find(finding.rule); index != rule_index_.end())
            result["ruleIndex"] = index->second;
        result["level"] = severity_of(catalog_, finding.rule);
        result["message"] = text_message(linked_message(finding, ids));
        result["locations"] = place(finding.span);
        result["partialFingerprints"] = fingerprints(finding, key);
        if (!finding.path.empty()) result["codeFlows"] = flows(finding);
        if (!related.empty()) result["relatedLocations"] = std::move(related);
        if (finding.suppressed) result["suppressions"] = SarifJson::array({suppression(finding)});
        result["properties"] = {{"confidence", confidence_name(finding.confidence)}};
        return result;
    }

    /// One code flow of one thread: the path.
    SarifJson flows(const Finding& finding) {
        SarifJson steps = SarifJson::array();
        for (const PathStep& step : finding.path) steps.push_back({{"location", labelled(step)}});
        SarifJson thread;
        thread["locations"] = std::move(steps);
        SarifJson flow;
        flow["threadFlows"] = SarifJson::array({std::move(thread)});
        return SarifJson::array({std::move(flow)});
    }

    /// "locations" with one element: GitHub takes a result with any other number of them for malformed.
    SarifJson place(const Span& span) {
        SarifJson location;
        location["physicalLocation"] = places_.physical(span);
        return SarifJson::array({std::move(location)});
    }

    SarifJson suppression(const Finding& finding) {
        const std::string& reason = finding.suppression_reason;
        SarifJson result{
            {"kind", "inSource"},
            {"justification", valid_utf8(reason.empty() ? finding.suppression : finding.suppression + ": " + reason)}};
        if (finding.suppression_span.valid())
            result["location"] = {{"physicalLocation", places_.physical(finding.suppression_span)}};
        return result;
    }

    SarifJson fingerprints(const Finding& finding, const std::string& key) {
        SarifJson result;
        auto [hashes, fresh] = hashes_.try_emplace(finding.span.file);
        if (fresh) {
            if (const std::string* text = places_.lines().text(finding.span.file)) hashes->second = line_hashes(*text);
        }
        if (finding.span.valid() && finding.span.line <= hashes->second.size()) {
            result["primaryLocationLineHash"] = hashes->second[finding.span.line - 1];
        }
        result["stateless/v1"] = key;
        return result;
    }

    const Report& report_;
    const Catalog& catalog_;
    SarifProfile profile_;
    std::size_t left_out_ = 0;
    SarifPlaces places_;
    std::map<std::string, std::size_t> rule_index_;
    std::map<std::string, std::vector<std::string>> hashes_;  // by file
};

}  // namespace

std::string render_sarif(const Report& report, const Catalog& catalog, const SourceReader& sources,
                         SarifProfile profile) {
    return SarifWriter(report, catalog, sources, profile).write();
}

}  // namespace stateless::lint
