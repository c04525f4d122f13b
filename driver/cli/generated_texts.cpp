// What a shell offers for a value is told by the value's name in --help: FILE, DIR, RULE and so on.
#include "cli/generated_texts.h"

#include <string_view>

#include "cli/options.h"
#include "model/misuse.h"

namespace stateless::lint {
namespace {

enum class Offer { nothing, files, rules, choices };

Offer offer_of(const OptionText& option) {
    if (!option.choices.empty()) return Offer::choices;
    if (option.value == "FILE" || option.value == "DIR" || option.value == "BUILD") return Offer::files;
    if (option.value == "RULE" || option.value == "IDS") return Offer::rules;
    return Offer::nothing;
}

std::string joined(const std::vector<std::string>& words, const std::string& between) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
    return text;
}

/// Each of `special` gets `mark` before it.
std::string escaped(std::string_view text, std::string_view special, const std::string& mark) {
    std::string result;
    for (const char character : text) {
        if (special.find(character) != std::string_view::npos) result += mark;
        result += character;
    }
    return result;
}

std::string single_quoted(std::string_view text) {
    std::string result = "'";
    for (const char character : text) result += character == '\'' ? std::string("'\\''") : std::string(1, character);
    return result + "'";
}

std::string roff(std::string_view text) {
    std::string result = escaped(text, "\\-", "\\");
    return result.starts_with('.') || result.starts_with('\'') ? "\\&" + result : result;
}

}  // namespace

std::string man_page() {
    std::string text =
        ".TH STATELESS\\-LINT 1 \"\" \"stateless " STATELESS_VERSION "\" \"User Commands\"\n"
        ".SH NAME\nstateless\\-lint \\- find what breaks when a C++ server runs as several replicas\n"
        ".SH SYNOPSIS\n.B stateless\\-lint\n[\\fB\\-p\\fR \\fIBUILD\\fR] [\\fIOPTION\\fR ...] [\\fIPATH\\fR ...]\n.br\n"
        ".B stateless\\-lint init\n[\\fIFOLDER\\fR]\n.br\n"
        ".B stateless\\-lint doctor\n[\\fB\\-p\\fR \\fIBUILD\\fR] [\\fIOPTION\\fR ...]\n"
        ".SH DESCRIPTION\nReads the units of a compile database as one program and reports state that lives in one "
        "process, connections that multiply, and caching that undoes itself, each with the path from the "
        "request to the place. \\fIPATH\\fR limits what is reported, not what is read.\n.PP\n"
        ".B init\nwrites a first, commented\n.IR .stateless.json .\n"
        ".B doctor\nsays what is wrong with a compile database, a toolchain or a configuration.\n"
        ".SH OPTIONS\n";
    std::string group;
    for (const OptionText& option : option_texts()) {
        if (option.group != group) text += ".SS " + roff(option.group) + "\n";
        group = option.group;
        text += ".TP\n\\fB" + roff(joined(option.names, ", ")) + "\\fR";
        if (!option.value.empty()) text += " \\fI" + roff(option.value) + "\\fR";
        text += "\n" + roff(option.text) + "\n";
    }
    return text + ".SH EXIT STATUS\n.TP\n0\nno findings, and everything was seen\n.TP\n1\nfindings\n.TP\n2\n"
                  "misuse: a bad flag, configuration, model, baseline or facts file; nothing was analysed\n.TP\n3\n"
                  "no findings, but something could not be seen, so that this is no clean result\n"
                  ".SH FILES\n.TP\n.I .stateless.json\nthe configuration, found upwards from the sources\n"
                  ".SH SEE ALSO\n.BR clang\\-tidy (1)\n";
}

std::string bash_completion() {
    std::string cases;
    std::vector<std::string> names;
    for (const OptionText& option : option_texts()) {
        names.insert(names.end(), option.names.begin(), option.names.end());
        if (option.value.empty()) continue;
        cases += "    " + joined(option.names, " | ") + ")\n";
        switch (offer_of(option)) {
        case Offer::choices:
            cases += "        mapfile -t COMPREPLY < <(compgen -W \"" + joined(option.choices, " ") +
                     "\" -- \"$current\")\n";
            break;
        case Offer::rules:
            cases +=
                "        mapfile -t COMPREPLY < <(compgen -W \"$(\"$1\" --list-rules 2>/dev/null | cut -d' ' -f1)\" "
                "-- \"$current\")\n";
            break;
        case Offer::files: cases += "        compopt -o default\n"; break;
        case Offer::nothing: break;
        }
        cases += "        return ;;\n";
    }
    return "# bash completion for stateless-lint\n_stateless_lint() {\n    local current=$2 previous=$3\n    "
           "COMPREPLY=()\n"
           "    case $previous in\n" +
           cases + "    esac\n    if [[ $current == -* ]]; then\n        mapfile -t COMPREPLY < <(compgen -W \"" +
           joined(names, " ") +
           "\" -- \"$current\")\n        return\n    fi\n    if [[ $COMP_CWORD -eq 1 ]]; then\n"
           "        mapfile -t COMPREPLY < <(compgen -W \"init doctor\" -- \"$current\")\n    fi\n"
           "    compopt -o default\n}\ncomplete -F _stateless_lint stateless-lint\n";
}

std::string zsh_completion() {
    std::string text = "#compdef stateless-lint\n_stateless_lint_rules() {\n    local -a rules\n"
                       "    rules=(${${(f)\"$(_call_program rules stateless-lint --list-rules 2>/dev/null)\"}%% *})\n"
                       "    compadd -a rules\n}\n_arguments -s \\\n";
    for (const OptionText& option : option_texts()) {
        std::string spec = "[" + escaped(option.text, "[]:\\", "\\") + "]";
        if (!option.value.empty()) {
            spec += ":" + escaped(option.choices.empty() ? option.value : "value", ":", "\\") + ":";
            switch (offer_of(option)) {
            case Offer::choices: spec += "(" + joined(option.choices, " ") + ")"; break;
            case Offer::rules: spec += "_stateless_lint_rules"; break;
            case Offer::files: spec += "_files"; break;
            case Offer::nothing: spec += " "; break;
            }
        }
        const std::string exclusive = option.names.size() > 1 ? "'(" + joined(option.names, " ") + ")'" : "";
        for (const std::string& name : option.names) text += "    " + exclusive + single_quoted(name + spec) + " \\\n";
    }
    return text + "    '1: :{_alternative \"commands:command:(init doctor)\" \"files:file:_files\"}' \\\n    "
                  "'*:file:_files'\n";
}

std::string fish_completion() {
    std::string text = "# fish completion for stateless-lint\n"
                       "complete -c stateless-lint -n '__fish_is_first_token' -a 'init doctor'\n";
    for (const OptionText& option : option_texts()) {
        std::string line = "complete -c stateless-lint";
        for (const std::string& name : option.names)
            line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
        if (!option.value.empty()) {
            switch (offer_of(option)) {
            case Offer::choices: line += " -x -a '" + joined(option.choices, " ") + "'"; break;
            case Offer::rules:
                line += " -x -a \"(stateless-lint --list-rules 2>/dev/null | string replace -r ' .*' '')\"";
                break;
            case Offer::files: line += " -r -F"; break;
            case Offer::nothing: line += " -x"; break;
            }
        }
        text += line + " -d '" + escaped(option.text, "'\\", "\\") + "'\n";
    }
    return text;
}

std::string generated_text(const std::string& kind) {
    if (kind == "man") return man_page();
    if (kind == "bash") return bash_completion();
    if (kind == "zsh") return zsh_completion();
    if (kind == "fish") return fish_completion();
    throw Misuse("--generate: '" + kind + "' is none of man|bash|zsh|fish");
}

}  // namespace stateless::lint
