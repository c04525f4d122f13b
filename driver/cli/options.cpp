// Flags through CLI11. The help fits a screen: what each flag does in a line, and the exit statuses.
#include "cli/options.h"

#include <map>
#include <ostream>
#include <string_view>

#include <CLI/CLI.hpp>

namespace stateless::lint {
namespace {

constexpr const char* description =
    "Finds what breaks when a C++ server runs as several replicas: state kept in the process,\n"
    "direct database connections, caching that defeats itself.";

constexpr const char* footer =
    "Files named like vendored code or tests are left out; .stateless.json can change that.\n"
    "Exit status: 0 clean, 1 findings, 2 misuse, 3 no findings, but code that could not be read";

/// One line per option; CLI11's own form takes two for long names.
class ShortHelp : public CLI::Formatter {
public:
    ShortHelp() { column_width(34); }
    std::string make_option_opts(const CLI::Option* option) const override {
        if (option->get_type_name().empty()) return "";
        return " " + option->get_type_name();
    }
    std::string make_usage(const CLI::App*, std::string) const override {
        return "Usage: stateless-lint -p BUILD [OPTIONS] [PATH...]\n"
               "       stateless-lint extract --shard 1/4 -o DIR -p BUILD, then stateless-lint link DIR...\n";
    }
};

template <typename Value>
void add_choice(CLI::App& app, const std::string& name, Value& value, const std::map<std::string, Value>& choices,
                const std::string& type, const std::string& text) {
    app.add_option_function<std::string>(
           name, [&value, choices](const std::string& given) { value = choices.at(given); }, text)
        ->check([choices, type](const std::string& given) {
            return choices.count(given) != 0 ? std::string() : "'" + given + "' is none of " + type;
        })
        ->type_name(type);
}

/// What the words of a run on several machines mean in terms of the options: extract writes facts, link reads them.
void apply_verb(std::string_view verb, Options& options) {
    const auto want = [](bool condition, const char* name, const char* reason) {
        if (!condition) throw CLI::ValidationError(name, reason);
    };
    if (verb == "extract") {
        want(options.paths.empty(), "PATH", "goes with link's report, not with extract");
        want(options.facts.empty() && options.why.empty(), "extract", "has no report");
        want(!options.output.empty(), "-o", "names the folder for the facts");
        options.only_extract = true;
        options.dump_facts = std::move(options.output);
        options.output.clear();
    } else {
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
    app.set_help_flag("-h,--help", "print this");
    app.set_version_flag("--version", "stateless-lint " STATELESS_VERSION, "print the version");

    using Format = Options::Format;
    using Color = Options::Color;
    app.add_option("PATH", options.paths, "report only findings below these")->type_name("");
    app.add_option("-p,--build", options.build, "compile_commands.json or its folder")->type_name("BUILD");
    add_choice<Format>(app, "--format", options.format,
                       {{"text", Format::text}, {"sarif", Format::sarif}, {"json", Format::json}}, "text|sarif|json",
                       "of the report (text)");
    app.add_option("-o,--output", options.output, "write the report to FILE")->type_name("FILE");
    app.add_option("--rules", options.rules, "run only these rules: a,b")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name("IDS");
    app.add_option("--exclude", options.exclude, "leave files out; '!GLOB' takes them in")
        ->allow_extra_args(false)
        ->type_name("GLOB");
    app.add_option("-j,--jobs", options.jobs, "parse N units at a time")
        ->check(CLI::Range(1u, 1024u).description(""))
        ->type_name("N");
    app.add_option("--config", options.config, "instead of the nearest .stateless.json")->type_name("FILE");
    app.add_option("--models", options.models, "a further model file")->allow_extra_args(false)->type_name("FILE");
    app.add_option("--query-driver", options.query_driver, "ask compilers of these paths for their include folders")
        ->allow_extra_args(false)
        ->type_name("GLOB");
    app.add_option("--source-root", options.source_root, "top of the source tree (that of Git)")->type_name("DIR");
    app.add_option("--dump-facts", options.dump_facts, "also write what was extracted")->type_name("DIR");
    app.add_option("--facts", options.facts, "read what --dump-facts wrote instead of code")
        ->allow_extra_args(false)
        ->type_name("DIR");
    add_choice<Color>(app, "--color", options.color,
                      {{"auto", Color::automatic}, {"always", Color::always}, {"never", Color::never}},
                      "auto|always|never", "colour the text");
    app.add_flag("--show-suppressed", options.show_suppressed, "also report what NOLINT and annotations silence");
    app.add_flag("--no-progress", options.no_progress, "no progress line on a terminal");
    app.add_flag("--list-rules", options.list_rules, "print the rules");
    app.add_option("--explain", options.explain, "print why a rule matters and how to fix it")->type_name("RULE");
    app.add_option("--why", options.why, "print all that is known of a variable or field, and each verdict")
        ->type_name("NAME");
    add_run_options(app, options.run);
    app.add_option("--shard", options.shard, "")->group("");
    app.add_flag("--no-skip", options.whole_headers, "")->group("");
    app.add_option("--rules-dir", options.rules_folder, "")->group("");

    const std::string_view verb = argc > 1 ? argv[1] : "";
    const bool has_verb = verb == "extract" || verb == "link";
    try {
        app.parse(argc - has_verb, argv + has_verb);
        if (has_verb) apply_verb(verb, options);
        else if (app.count("--shard") != 0) throw CLI::ValidationError("--shard", "goes with extract");
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

}  // namespace stateless::lint
