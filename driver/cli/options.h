// The command line, as values. Says what was asked, not whether the files exist.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "cli/run_options.h"

namespace stateless::lint {

struct Options {
    enum class Format { text, sarif, json };
    enum class Color { automatic, always, never };

    std::string build;
    std::vector<std::string> paths;
    Format format = Format::text;
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
    Color color = Color::automatic;
    bool list_rules = false;
    bool show_suppressed = false;
    bool no_progress = false;
    RunOptions run;
    bool only_extract = false;  // "extract": no judgement
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

}  // namespace stateless::lint
