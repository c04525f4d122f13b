// The command line, as values. Says what was asked, not whether the files exist.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "cli/run_options.h"
#include "output/report.h"

namespace stateless::lint {

struct Options {
    enum class Command { lint, init, doctor, extract, link };
    enum class Format { text, sarif, json, github, gitlab, rdjson, junit, markdown, html };
    enum class Color { automatic, always, never };

    Command command = Command::lint;
    std::string build;
    std::vector<std::string> paths;
    Format format = Format::text;
    SarifProfile sarif_profile = SarifProfile::full;
    std::string output;
    std::vector<std::string> rules;
    std::vector<std::string> exclude;
    unsigned jobs = 0;  // 0: one per processor
    std::string config;
    std::vector<std::string> models;
    std::string dump_facts;
    std::vector<std::string> facts;  // folders
    std::string explain;
    std::string why;
    std::string rules_folder;
    std::string source_root;
    std::vector<std::string> query_driver;
    std::string baseline;
    std::string write_baseline;
    bool update_baseline = false;
    std::string since;
    bool require_reason = false;
    Color color = Color::automatic;
    bool list_rules = false;
    bool show_suppressed = false;
    bool no_progress = false;
    std::string generate;  // a text for packages: man, bash, zsh, fish
    RunOptions run;
    std::string shard = "1/1";
    bool whole_headers = false;  // parse what no fact comes from, too: to compare
};

/// Options, or the exit status where there is nothing more to do: --help and --version have been printed to `out`, a
/// mistake in the flags to `err`.
struct ParsedOptions {
    std::optional<Options> options;
    int status = 0;
};

ParsedOptions parse_options(int argc, const char* const* argv, std::ostream& out, std::ostream& err);

/// An option as it is described to people and to shells.
struct OptionText {
    std::vector<std::string> names;    // "-p", "--build"
    std::string value;                 // "BUILD"; empty for a flag
    std::vector<std::string> choices;  // of the value, where they are few
    std::string text;
    std::string group;
};

/// What --help shows, in its order, without PATH.
std::vector<OptionText> option_texts();

}  // namespace stateless::lint
