// Goes on after a problem as far as it can, so that one run tells all. Units are sampled: what is wrong with a
// toolchain is wrong with most of them.
#include "cli/doctor.h"

#include <algorithm>
#include <map>
#include <ostream>
#include <set>

#include "cli/changed_lines.h"
#include "cli/compiler_name.h"
#include "cli/load_program.h"
#include "extract/extract.h"
#include "model/misuse.h"
#include "output/unicode.h"
#include "output/uri.h"

namespace stateless::lint {
namespace {

namespace fs = std::filesystem;

class Examination {
public:
    Examination(const Options& options, const fs::path& rules_folder, std::ostream& out)
        : options_(options), rules_folder_(rules_folder), out_(out) {}

    int run() {
        look_at_rules();
        const bool has_database = attempt("compile database", [&] {
            database_ = load_database(options_);
            root_ = source_root_of(options_, database_);
            good("compile database: " + database_.file.string() + ", " + entries(database_.entries.size()));
            good("source tree: " + root_);
        });
        attempt("configuration", [&] {
            config_ = load_config(options_, root_, catalog_, rules_folder_);
            good(config_.folder.empty() ? "configuration: none, so the defaults (stateless-lint init writes one)"
                                        : "configuration: " + config_.folder);
        });
        attempt("models", [&] {
            models_ = load_models(options_, config_, rules_folder_);
            const std::size_t extra = config_.models.size() + options_.models.size();
            if (extra != 0) good("models of the project: " + std::to_string(extra));
        });
        look_at_compiler_headers();
        if (has_database) look_at_entries();
        if (!options_.since.empty()) {
            attempt("changes", [&] {
                changed_since(options_.since, root_);
                good("git: " + options_.since + " and HEAD have a common ancestor");
            });
        }
        out_ << (problems_ == 0 ? "all is sound\n" : counted(problems_, "problem") + "\n");
        return problems_ == 0 ? 0 : 2;
    }

private:
    static std::string entries(std::size_t count) {
        return std::to_string(count) + (count == 1 ? " entry" : " entries");
    }
    void good(const std::string& text) { out_ << "ok       " << printable(text) << "\n"; }
    void bad(const std::string& text, const std::string& cure = "") {
        ++problems_;
        out_ << "problem  " << printable(text, LineEnds::kept) << "\n";
        if (!cure.empty()) out_ << "         " << printable(cure) << "\n";
    }

    template <typename Action>
    bool attempt(const std::string& what, Action action) {
        try {
            action();
            return true;
        } catch (const Misuse& misuse) {
            bad(what + ": " + misuse.what());
            return false;
        }
    }

    void look_at_rules() {
        attempt("rules", [&] {
            catalog_ = Catalog::load(rules_folder_ / "catalog");
            good("rules: " + std::to_string(catalog_.rules().size()) + " in " + rules_folder_.string());
        });
    }

    void look_at_compiler_headers() {
        std::error_code ignored;
        const std::string resources = STATELESS_RESOURCE_DIR;
        if (fs::exists(resources + "/include/stddef.h", ignored)) good("clang's own headers: " + resources);
        else
            bad("clang's own headers are not in " + resources,
                "install clang's headers (Debian: libclang-common-19-dev)");
    }

    void look_at_entries() {
        const Scope scope = scope_of(options_, config_, database_, root_);
        const CleaningOptions cleaning = cleaning_for(options_, database_, models_);
        std::size_t left_out = 0;
        std::map<std::string, std::vector<std::string>> unusable;  // files by reason
        std::vector<std::string> missing;
        std::vector<UnitCommand> usable;
        std::error_code ignored;
        for (const CompileEntry& entry : database_.entries) {
            if (!scope.reads(entry.file)) {
                ++left_out;
                continue;
            }
            if (!fs::exists(entry.file, ignored)) missing.push_back(entry.file);
            CleanedCommand cleaned = clean_command(entry, cleaning);
            if (cleaned.gap) unusable[cleaned.gap->detail].push_back(entry.file);
            if (!cleaned.command) continue;
            note_cross_compiler(entry);
            if (fs::exists(entry.file, ignored)) usable.push_back(std::move(*cleaned.command));
        }
        if (!missing.empty()) {
            bad(entries(missing.size()) + " name files that are not there, " + missing.front() + " for one",
                "build once, if the build makes them, or configure the build anew");
        }
        for (const auto& [reason, files] : unusable)
            bad(entries(files.size()) + " cannot be used, " + files.front() + " for one: " + reason);
        if (usable.empty()) {
            bad("nothing is left to read: " + entries(left_out) +
                    " left out by --exclude, .stateless.json or their names",
                "take files in with --exclude '!GLOB' or \"exclude\": [\"!GLOB\"]");
            return;
        }
        good(entries(usable.size()) + " to read, " + std::to_string(left_out) + " left out");
        try_samples(usable, scope);
    }

    void note_cross_compiler(const CompileEntry& entry) {
        const std::string& program = entry.arguments[compiler_position(entry.arguments)];
        if (compiler_name(program).target.empty() || !options_.query_driver.empty()) return;
        if (cross_compilers_.insert(program).second) {
            bad("'" + program + "' compiles for another machine, whose headers only it knows",
                "--query-driver '" + program + "' has it asked");
        }
    }

    void try_samples(const std::vector<UnitCommand>& units, const Scope& scope) {
        constexpr std::size_t most = 3;
        const std::size_t count = std::min(most, units.size());
        ExtractOptions extract;
        extract.models = &models_;
        extract.is_user_file = [&scope](const std::string& file) { return scope.judges(file); };
        std::size_t sound = 0;
        for (std::size_t index = 0; index < count; ++index) {
            const UnitCommand& unit = units[index * units.size() / count];
            const UnitFacts facts = extract_unit(unit, extract);
            const auto gap =
                std::find_if(facts.gaps.begin(), facts.gaps.end(), [](const Gap& g) { return g.breaks_clean; });
            if (gap == facts.gaps.end()) {
                ++sound;
                continue;
            }
            const bool no_header = gap->detail.find("file not found") != std::string::npos;
            bad(relative_to(unit.file, root_).value_or(unit.file) + " cannot be parsed: " + gap->detail +
                    (gap->span.valid() ? " (" + gap->span.file + ":" + std::to_string(gap->span.line) + ")" : ""),
                no_header
                    ? "build once if the build makes that header; if only the project's compiler knows its folder, "
                      "--query-driver COMPILER has it asked"
                    : "does the project's own compiler accept it? clang 19 is what reads it here");
        }
        if (sound == count) good("samples: " + counted(count, "unit") + " parsed without an error");
    }

    const Options& options_;
    const fs::path& rules_folder_;
    std::ostream& out_;
    std::size_t problems_ = 0;
    CompileDatabase database_;
    std::string root_;
    Catalog catalog_;
    Config config_;
    Models models_;
    std::set<std::string> cross_compilers_;
};

}  // namespace

int examine_setup(const Options& options, const fs::path& rules_folder, std::ostream& out) {
    return Examination(options, rules_folder, out).run();
}

}  // namespace stateless::lint
