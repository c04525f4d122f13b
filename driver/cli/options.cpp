// Flags through CLI11. The help fits a screen: what each flag does in a line, and the exit statuses.
#include "cli/options.h"

#include <optional>
#include <ostream>
#include <sstream>
#include <string_view>

#include <CLI/CLI.hpp>

namespace stateless::lint {
namespace {

constexpr const char* description = "Finds what breaks when C++ servers run as replicas: state, connections, caches.";

constexpr const char* footer = "init writes a first .stateless.json; doctor says what is wrong with a set-up.\n"
                               "Vendored code and tests are left out by their names; .stateless.json changes it.\n"
                               "Exit status: 0 clean, 1 findings, 2 misuse, 3 clean but for what was not read";

/// One line per option; CLI11's own form takes two for long names.
class ShortHelp : public CLI::Formatter {
public:
    ShortHelp() { column_width(34); }
    std::string make_option_opts(const CLI::Option* option) const override {
        if (option->get_type_name().empty()) return "";
        return " " + option->get_type_name();
    }
    std::string make_usage(const CLI::App*, std::string) const override {
        return "Usage: stateless-lint [init|doctor] -p BUILD [OPTIONS] [PATH...]\n"
               "       stateless-lint extract --shard 1/4 -o DIR -p BUILD, then link DIR...\n\n";
    }
    std::string make_group(std::string group, bool is_positional,
                           std::vector<const CLI::Option*> options) const override {
        if (is_positional) return "";  // the usage has it
        std::string text = group + ":\n";
        for (const CLI::Option* option : options) text += make_option(option, false);
        return text;
    }
};

template <typename Value>
struct Choice {
    const char* name;
    Value value;
};

/// "a|b|c" in the order given.
template <typename Value>
std::string listed(const std::vector<Choice<Value>>& choices) {
    std::string text;
    for (const Choice<Value>& choice : choices) text += (text.empty() ? "" : "|") + std::string(choice.name);
    return text;
}

template <typename Value>
CLI::Option* add_choice(CLI::App& app, const std::string& name, Value& value, std::vector<Choice<Value>> choices,
                        const std::string& text) {
    const std::string type = listed(choices);
    const auto find = [choices](const std::string& given) -> std::optional<Value> {
        for (const Choice<Value>& choice : choices) {
            if (choice.name == given) return choice.value;
        }
        return std::nullopt;
    };
    return app
        .add_option_function<std::string>(
            name, [&value, find](const std::string& given) { value = *find(given); }, text)
        ->check([type, find](const std::string& given) {
            return find(given) ? std::string() : "'" + given + "' is none of " + type;
        })
        ->type_name(type);
}

using Format = Options::Format;
using Color = Options::Color;

void declare_input(CLI::App& app, Options& options) {
    constexpr const char* group = "What is read";
    app.add_option("PATH", options.paths, "report only findings below these")->type_name("");
    app.add_option("-p,--build", options.build, "compile_commands.json or its folder")
        ->type_name("BUILD")
        ->group(group);
    app.add_option("--exclude", options.exclude, "leave files out; '!GLOB' takes them in")
        ->allow_extra_args(false)
        ->type_name("GLOB")
        ->group(group);
    app.add_option("--config", options.config, "instead of the nearest .stateless.json")
        ->type_name("FILE")
        ->group(group);
    app.add_option("--models", options.models, "a further model file")
        ->allow_extra_args(false)
        ->type_name("FILE")
        ->group(group);
    app.add_option("--source-root", options.source_root, "top of the source tree (that of Git)")
        ->type_name("DIR")
        ->group(group);
    app.add_option("--query-driver", options.query_driver, "ask these compilers for their include folders")
        ->allow_extra_args(false)
        ->type_name("GLOB")
        ->group(group);
    app.add_option("-j,--jobs", options.jobs, "parse N units at a time")
        ->check(CLI::Range(1u, 1024u).description(""))
        ->type_name("N")
        ->group(group);
    app.add_option("--dump-facts", options.dump_facts, "also write what was extracted")->type_name("DIR")->group(group);
    app.add_option("--facts", options.facts, "read what --dump-facts wrote instead of code")
        ->allow_extra_args(false)
        ->type_name("DIR")
        ->group(group);
    app.add_flag("--no-skip", options.whole_headers, "")->group("");
    app.add_option("--rules-dir", options.rules_folder, "")->group("");
    app.add_option("--generate", options.generate, "")->group("");
}

void declare_selection(CLI::App& app, Options& options) {
    constexpr const char* group = "What is reported";
    app.add_option("--rules", options.rules, "run only these rules: a,b")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name("IDS")
        ->group(group);
    app.add_option("--since", options.since, "only what touches lines changed since REF")
        ->type_name("REF")
        ->check([](const std::string& given) { return given.empty() ? "'' names no commit" : ""; })
        ->group(group);
    app.add_option("--baseline", options.baseline, "only what FILE does not list")->type_name("FILE")->group(group);
    app.add_option("--write-baseline", options.write_baseline, "list all there is now in FILE")
        ->type_name("FILE")
        ->group(group);
    app.add_flag("--update-baseline", options.update_baseline, "take out of the baseline what is gone")->group(group);
    app.add_flag("--require-reason", options.require_reason, "a NOLINT without a reason silences nothing")
        ->group(group);
    app.add_flag("--show-suppressed", options.show_suppressed, "also what NOLINT and annotations silence")
        ->group(group);
}

void declare_output(CLI::App& app, Options& options) {
    constexpr const char* group = "Where and how";
    add_choice<Format>(app, "--format", options.format,
                       {{"text", Format::text},
                        {"sarif", Format::sarif},
                        {"json", Format::json},
                        {"github", Format::github},
                        {"gitlab", Format::gitlab},
                        {"rdjson", Format::rdjson},
                        {"junit", Format::junit},
                        {"markdown", Format::markdown},
                        {"html", Format::html}},
                       "of the report (text)")
        ->group(group);
    add_choice<SarifProfile>(app, "--sarif-profile", options.sarif_profile,
                             {{"full", SarifProfile::full}, {"github", SarifProfile::github}},
                             "github: what its code scanning takes")
        ->group(group);
    app.add_option("-o,--output", options.output, "write the report to FILE")->type_name("FILE")->group(group);
    add_choice<Color>(app, "--color", options.color,
                      {{"auto", Color::automatic}, {"always", Color::always}, {"never", Color::never}},
                      "colour the text")
        ->group(group);
    app.add_flag("--no-progress", options.no_progress, "no progress line on a terminal")->group(group);
}

void declare_questions(CLI::App& app, Options& options) {
    constexpr const char* group = "Questions";
    app.add_flag("--list-rules", options.list_rules, "print the rules")->group(group);
    app.add_option("--explain", options.explain, "print why a rule matters and how to fix it")
        ->type_name("RULE")
        ->group(group);
    app.add_option("--why", options.why, "print all that is known of a variable or field")
        ->type_name("NAME")
        ->group(group);
    app.set_help_flag("-h,--help", "print this")->group(group);
    app.set_version_flag("--version", "stateless-lint " STATELESS_VERSION, "print the version")->group(group);
}

void declare_options(CLI::App& app, Options& options) {
    declare_input(app, options);
    declare_selection(app, options);
    declare_output(app, options);
    add_run_options(app, options.run);
    app.add_option("--shard", options.shard, "with extract: only this part of the files")
        ->type_name("I/N")
        ->group("How it works");
    declare_questions(app, options);
}

/// A first word that is a command; a folder of that name is ./init.
Options::Command command_of(int argc, const char* const* argv) {
    const std::string_view first = argc > 1 ? argv[1] : "";
    return first == "init"      ? Options::Command::init
           : first == "doctor"  ? Options::Command::doctor
           : first == "extract" ? Options::Command::extract
           : first == "link"    ? Options::Command::link
                                : Options::Command::lint;
}

/// What the commands of a run on several machines mean in terms of the options: extract writes facts, link reads them.
void apply_command(Options& options) {
    const auto want = [](bool condition, const char* name, const char* reason) {
        if (!condition) throw CLI::ValidationError(name, reason);
    };
    if (options.command == Options::Command::extract) {
        want(options.paths.empty(), "PATH", "goes with link's report, not with extract");
        want(options.facts.empty() && options.why.empty(), "extract", "has no report");
        want(!options.output.empty(), "-o", "names the folder for the facts");
        options.dump_facts = std::move(options.output);
        options.output.clear();
    } else if (options.command == Options::Command::link) {
        want(!options.paths.empty(), "link", "takes the folders that extract wrote");
        want(options.facts.empty() && options.build.empty() && options.dump_facts.empty(), "link",
             "reads nothing but these folders");
        options.facts = std::move(options.paths);
        options.paths.clear();
    }
}

}  // namespace

ParsedOptions parse_options(int argc, const char* const* argv, std::ostream& out, std::ostream& err) {
    Options options;
    CLI::App app(description, "stateless-lint");
    app.formatter(std::make_shared<ShortHelp>());
    app.footer(footer);
    declare_options(app, options);
    options.command = command_of(argc, argv);
    if (options.command != Options::Command::lint) {
        --argc;
        ++argv;
    }

    try {
        app.parse(argc, argv);
        apply_command(options);
        if (options.command != Options::Command::extract && app.count("--shard") != 0)
            throw CLI::ValidationError("--shard", "goes with extract");
    } catch (const CLI::CallForHelp&) {
        out << app.help();
        return {std::nullopt, 0};
    } catch (const CLI::CallForVersion& version) {
        out << version.what() << "\n";
        return {std::nullopt, 0};
    } catch (const CLI::ParseError& error) {
        err << "stateless-lint: " << error.what() << "; --help shows the options\n";
        return {std::nullopt, 2};
    }
    return {std::move(options), 0};
}

std::vector<OptionText> option_texts() {
    Options options;
    CLI::App app;
    declare_options(app, options);
    std::vector<OptionText> result;
    for (const CLI::Option* option : app.get_options()) {
        if (option->get_group().empty() || option->get_positional()) continue;
        OptionText text;
        for (const std::string& name : option->get_snames()) text.names.push_back("-" + name);
        for (const std::string& name : option->get_lnames()) text.names.push_back("--" + name);
        text.value = option->get_type_name();
        if (text.value.find('|') != std::string::npos) {
            std::istringstream choices(text.value);
            for (std::string choice; std::getline(choices, choice, '|');) text.choices.push_back(choice);
        }
        text.text = option->get_description();
        text.group = option->get_group();
        result.push_back(std::move(text));
    }
    return result;
}

}  // namespace stateless::lint
