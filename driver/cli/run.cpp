// The one place that knows the whole way: options, catalogue, configuration, models, facts, program, findings, report.
#include "cli/run.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <ostream>

#include "cli/describe_rules.h"
#include "cli/doctor.h"
#include "cli/files.h"
#include "cli/generated_texts.h"
#include "cli/init.h"
#include "cli/load_program.h"
#include "cli/narrow.h"
#include "cli/why.h"
#include "extract/extract.h"
#include "model/misuse.h"
#include "output/report.h"
#include "output/unicode.h"
#include "rules/rule.h"

namespace stateless::lint {
namespace {

namespace fs = std::filesystem;

std::string plain_id(const std::string& id) { return id.starts_with("stateless-") ? id.substr(10) : id; }

const RuleText& rule_named(const Catalog& catalog, const std::string& id) {
    if (const RuleText* rule = catalog.find(plain_id(id))) return *rule;
    throw Misuse("there is no rule '" + id + "'; --list-rules shows them");
}

std::vector<std::string> enabled_rules(const Options& options, const Config& config, const Catalog& catalog) {
    std::vector<std::string> result;
    if (!options.rules.empty()) {
        for (const std::string& id : options.rules) result.push_back(rule_named(catalog, id).id);
    } else {
        for (const RuleText& rule : catalog.rules()) {
            const auto& disabled = config.disabled_rules;
            if (std::find(disabled.begin(), disabled.end(), rule.id) == disabled.end()) result.push_back(rule.id);
        }
    }
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    if (result.empty()) throw Misuse("every rule is disabled by the configuration");
    return result;
}

void check_paths(const Options& options) {
    std::error_code ignored;
    for (const std::string& path : options.paths) {
        if (!fs::exists(path, ignored)) throw Misuse(path + ": there is no such file or folder");
    }
    if (!options.facts.empty() && !options.dump_facts.empty())
        throw Misuse("--facts and --dump-facts exclude each other");
    check_output(options.output, "-o");
}

bool use_color(const Options& options, Terminal terminal) {
    if (options.color != Options::Color::automatic) return options.color == Options::Color::always;
    const char* kind = std::getenv("TERM");
    return terminal.out && options.output.empty() && !std::getenv("NO_COLOR") && kind &&
           std::string_view(kind) != "dumb";
}

std::string render(const Options& options, const Report& report, const Catalog& catalog, Terminal terminal) {
    const DiskSources sources;
    switch (options.format) {
    case Options::Format::sarif: return render_sarif(report, catalog, sources, options.sarif_profile);
    case Options::Format::json: return render_json(report, catalog, sources);
    case Options::Format::github: return render_github(report, catalog, sources);
    case Options::Format::gitlab: return render_gitlab(report, catalog, sources);
    case Options::Format::rdjson: return render_rdjson(report, catalog, sources);
    case Options::Format::junit: return render_junit(report, catalog, sources);
    case Options::Format::markdown: return render_markdown(report, catalog, sources);
    case Options::Format::html: return render_html(report, catalog, sources);
    case Options::Format::text: return render_text(report, catalog, sources, use_color(options, terminal));
    }
    return {};
}

std::string without_slash(const fs::path& folder) {
    return folder.has_filename() ? folder.string() : folder.parent_path().string();
}

int status_of(const Report& report) { return open_findings(report) != 0 ? 1 : breaks_clean(report) ? 3 : 0; }

struct Outcome {
    Report report;
    std::string why;  // the answer to --why
    Timing timing;
};

Outcome lint(const Options& options, const Catalog& catalog, const fs::path& rules_folder, std::ostream* progress,
             std::ostream& err) {
    const auto start = std::chrono::steady_clock::now();
    std::optional<CompileDatabase> database;
    std::string source_root;
    if (options.facts.empty()) {
        database = load_database(options);
        source_root = source_root_of(options, *database);
    }
    const Config config = load_config(options, source_root, catalog, rules_folder);
    Outcome outcome;
    Report& report = outcome.report;
    report.rules = enabled_rules(options, config, catalog);
    const Models models = load_models(options, config, rules_folder);
    Narrowing narrowing(options, rules_folder);
    if (database) narrowing.look_for_changes(source_root);

    Timing& timing = outcome.timing;
    const LoadRequest request{options, config, models, progress, err, timing};
    LoadedProgram loaded = database ? load_from_code(request, *database, source_root) : load_from_facts(request);
    report.units = loaded.units_read;
    report.source_root = loaded.program.source_root;
    if (!database) narrowing.look_for_changes(report.source_root);
    if (!options.dump_facts.empty()) {
        // A relative root is kept, so that the facts can be read where the tree lies elsewhere.
        const bool moves = !options.source_root.empty() && fs::path(options.source_root).is_relative();
        write_facts(options.dump_facts, loaded.program, {extract_build_id(), models.digest()},
                    moves ? without_slash(fs::path(options.source_root).lexically_normal()) : report.source_root);
    }
    if (options.command == Options::Command::extract) return outcome;
    const Program program =
        timing.measure("link", [&] { return Program::link(std::move(loaded.program.units), models); });
    const Analysis analysis = timing.measure("reach", [&] { return analyse(program); });
    report.findings = timing.measure("judge", [&] { return judge(analysis, catalog, report.rules, config.options); });
    report.working_folder = fs::current_path().string();
    if (!options.why.empty())
        outcome.why =
            explain_entity({analysis, catalog, report.rules, report.findings, report.working_folder}, options.why);
    report.gaps = program.facts().gaps;
    narrowing.apply(report, program.facts(), analysis.reach.is_server(), catalog, err);
    report.version = STATELESS_VERSION;
    report.show_suppressed = options.show_suppressed;
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return outcome;
}

void announce_timing(const Options& options, const Timing& timing, std::ostream& err) {
    if (options.run.timing) err << "stateless-lint: CPU time by stage\n" << timing.table();
}

void announce_gaps(const Report& report, std::ostream& err) {
    const auto breaking =
        std::count_if(report.gaps.begin(), report.gaps.end(), [](const Gap& g) { return g.breaks_clean; });
    if (breaking != 0)
        err << "stateless-lint: " << breaking << (breaking == 1 ? " file" : " files")
            << " not fully read, so there may be more to it\n";
}

/// With the report in a file, or in a format that is not for people, the outcome in one line.
void announce(const Options& options, const Report& report, std::ostream& err) {
    if (options.format == Options::Format::text && options.output.empty()) return;
    const std::size_t open = open_findings(report);
    const auto breaking =
        std::count_if(report.gaps.begin(), report.gaps.end(), [](const Gap& g) { return g.breaks_clean; });
    err << "stateless-lint: " << counted(open, "finding") << " in " << counted(report.units, "unit");
    if (breaking != 0) err << ", " << breaking << (breaking == 1 ? " file" : " files") << " not fully read";
    err << "\n";
}

}  // namespace

int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err, Terminal terminal) {
    const ParsedOptions parsed = parse_options(argc, argv, out, err);
    if (!parsed.options) return parsed.status;
    const Options& options = *parsed.options;
    try {
        const fs::path rules_folder =
            options.rules_folder.empty() ? find_rules_folder() : fs::path(options.rules_folder);
        if (!options.generate.empty()) {
            out << generated_text(options.generate);
            return 0;
        }
        if (options.command == Options::Command::init) return write_first_config(options, out);
        if (options.command == Options::Command::doctor) return examine_setup(options, rules_folder, out);
        const Catalog catalog = Catalog::load(rules_folder / "catalog");
        if (options.list_rules) {
            out << list_rules(catalog);
            return 0;
        }
        if (!options.explain.empty()) {
            out << explain_rule(rule_named(catalog, options.explain));
            return 0;
        }
        check_paths(options);
        auto [report, why, timing] =
            lint(options, catalog, rules_folder, terminal.err && !options.no_progress ? &err : nullptr, err);
        if (options.command == Options::Command::extract) {
            announce_timing(options, timing, err);
            err << "stateless-lint: wrote the facts of " << counted(report.units, "unit") << " to "
                << printable(options.dump_facts) << "\n";
            return 0;
        }
        const std::string text = timing.measure(
            "render", [&] { return options.why.empty() ? render(options, report, catalog, terminal) : why; });
        announce_timing(options, timing, err);
        if (options.output.empty()) out << text << std::flush;
        else write_atomically(options.output, text);
        if (!options.why.empty()) {
            announce_gaps(report, err);
            return 0;
        }
        announce(options, report, err);
        return status_of(report);
    } catch (const Misuse& misuse) {
        err << "stateless-lint: " << printable(misuse.what(), LineEnds::kept) << "\n";
        return 2;
    }
}

}  // namespace stateless::lint
