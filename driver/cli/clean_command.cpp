// Keeps what changes the meaning of the source: macros, include folders, the language, the target. Clang's own table of
// options tells what Clang knows and how many words an option takes, so no list of another compiler's flags is needed.
#include "cli/clean_command.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

#include "clang/Basic/LangStandard.h"
#include "clang/Driver/Options.h"
#include "llvm/Option/Arg.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/Triple.h"
#include "llvm/TargetParser/X86TargetParser.h"

#include "cli/compiler_name.h"
#include "cli/response_files.h"

namespace stateless::lint {
namespace {

namespace fs = std::filesystem;
namespace options = clang::driver::options;
using llvm::opt::Arg;

enum class Language { c, cplusplus, cuda, other };

Language language_of_file(const std::string& file) {
    const std::string extension = fs::path(file).extension().string();
    static constexpr std::array<std::string_view, 11> cplusplus{".cpp", ".cc",  ".cxx",  ".c++", ".C",  ".CPP",
                                                                ".cp",  ".ixx", ".cppm", ".ii",  ".tcc"};
    if (extension == ".c" || extension == ".i") return Language::c;
    if (extension == ".cu") return Language::cuda;
    const bool known = std::find(cplusplus.begin(), cplusplus.end(), extension) != cplusplus.end();
    return known ? Language::cplusplus : Language::other;
}

Language language_of_name(std::string_view name) {
    if (name == "c" || name == "c-header" || name == "cpp-output") return Language::c;
    if (name.starts_with("c++")) return Language::cplusplus;
    if (name == "cuda") return Language::cuda;
    return Language::other;
}

/// -f options that Clang knows and that say nothing about what the code means, or that make Clang look for files of its
/// own.
bool is_irrelevant_feature(std::string_view spelling) {
    static constexpr std::array<std::string_view, 36> prefixes{"-fPI",
                                                               "-fpi",
                                                               "-fno-PI",
                                                               "-fno-pi",
                                                               "-fvisibility",
                                                               "-fsanitize",
                                                               "-fno-sanitize",
                                                               "-fprofile",
                                                               "-fauto-profile",
                                                               "-fcoverage",
                                                               "-ftest-coverage",
                                                               "-fopenmp",
                                                               "-fopenacc",
                                                               "-flto",
                                                               "-fno-lto",
                                                               "-fthin",
                                                               "-fuse-ld",
                                                               "-fembed",
                                                               "-fdiagnostics",
                                                               "-fcolor",
                                                               "-fmodule",
                                                               "-fplugin",
                                                               "-fpass-plugin",
                                                               "-fsave",
                                                               "-ftime",
                                                               "-fprebuilt-",
                                                               "-fproc-stat",
                                                               "-fcrash-",
                                                               "-foptimization-record",
                                                               "-fdepfile",
                                                               "-fcreate-",
                                                               "-fcs-",
                                                               "-fmemory-",
                                                               "-fbuild-session",
                                                               "-fxray",
                                                               "-fdebug-"};
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](std::string_view prefix) { return spelling.starts_with(prefix); });
}

class Cleaner {
public:
    Cleaner(const CompileEntry& entry, const CleaningOptions& settings) : entry_(entry), settings_(settings) {}

    CleanedCommand clean() {
        CleanedCommand result;
        std::vector<std::string> words = entry_.arguments;
        words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(compiler_position(words)));
        const std::string program = words.front();
        const CompilerName compiler = compiler_name(program);
        language_ = language_of_file(entry_.file);
        if (compiler.kind == CompilerName::Kind::msvc) {
            result.gap = gap("'" + program + "' takes Microsoft's flags, which are not supported");
            return result;
        }
        words.erase(words.begin());
        if (auto refused =
                expand_response_files(words, entry_.directory, {entry_.directory, settings_.database_folder})) {
            result.gap = gap("the response file '" + *refused + "' cannot be read inside the build");
            return result;
        }
        if (language_ == Language::c && compiler.cplusplus) language_ = Language::cplusplus;
        target_ = compiler.target;
        take(words);
        if (language_ == Language::cuda || compiler.kind == CompilerName::Kind::nvcc) {
            result.gap = gap("CUDA is not supported");
            return result;
        }
        if (language_ == Language::other) return result;
        result.command = finish(program);
        return result;
    }

private:
    Gap gap(std::string detail) const {
        Gap result;
        result.kind = Gap::Kind::command_not_usable;
        result.unit = entry_.file;
        result.detail = std::move(detail);
        return result;
    }

    void take(const std::vector<std::string>& words) {
        std::vector<const char*> raw;
        for (const std::string& word : words) raw.push_back(word.c_str());
        unsigned missing_index = 0;
        unsigned missing_count = 0;
        const llvm::opt::OptTable& table = clang::driver::getDriverOptTable();
        const llvm::opt::InputArgList parsed =
            table.ParseArgs(raw, missing_index, missing_count, llvm::opt::Visibility(options::ClangOption));
        // The target decides which -m options there are, wherever it stands.
        for (const Arg* arg : parsed) {
            if (arg->getOption().getID() == options::OPT_target) target_ = arg->getValue();
        }
        machine_ = llvm::Triple(target_.empty() ? llvm::sys::getDefaultTargetTriple() : target_);
        for (const Arg* arg : parsed) take(*arg, parsed);
        take_forced_includes(parsed);
    }

    void take(const Arg& arg, const llvm::opt::InputArgList& parsed) {
        const unsigned id = arg.getOption().getID();
        if (id == options::OPT_x) {
            // Everything behind an -x is of its language; a compile command has one source, and one -x before it.
            language_ = language_of_name(arg.getValue());
            flags_.push_back(std::string("-x") + arg.getValue());
        } else if (id == options::OPT_std_EQ) {
            take_standard(arg.getValue());
        } else if (id == options::OPT_include) {
            llvm::StringRef file = arg.getValue();
            file.consume_back(".gch");
            flags_.insert(flags_.end(), {"-include", file.str()});
        } else if (id == options::OPT_Wp_COMMA) {
            for (const llvm::StringRef value : arg.getValues()) {
                if (value.starts_with("-D") || value.starts_with("-U")) flags_.push_back(value.str());
            }
        } else if (id == options::OPT_I || id == options::OPT_isystem || id == options::OPT_iquote ||
                   id == options::OPT_idirafter) {
            flags_.insert(flags_.end(), {arg.getOption().getPrefixedName().str(), real_folder(arg.getValue())});
        } else if (keeps(arg)) {
            llvm::opt::ArgStringList rendered;
            arg.render(parsed, rendered);
            flags_.insert(flags_.end(), rendered.begin(), rendered.end());
        }
    }

    /// A header must not have two names because a folder has: the name is part of what findings say.
    std::string real_folder(const std::string& given) const {
        const fs::path named = (fs::path(entry_.directory) / given).lexically_normal();
        std::error_code error;
        const fs::path real = fs::canonical(named, error);
        return error || real == named || real / "" == named ? given : real.string();
    }

    bool keeps(const Arg& arg) const {
        const llvm::opt::Option option = arg.getOption();
        const auto in = [&](auto... groups) { return (option.matches(static_cast<unsigned>(groups)) || ...); };
        if (in(options::OPT_INPUT, options::OPT_UNKNOWN, options::OPT_M_Group, options::OPT_d_Group,
               options::OPT_include_pch, options::OPT_pedantic_Group, options::OPT_H, options::OPT_C, options::OPT_CC,
               options::OPT_P)) {
            return false;
        }
        // It hands words straight to the front end, as -Xclang does.
        if (in(options::OPT_Xpreprocessor)) return false;
        if (in(options::OPT_Preprocessor_Group)) return !is_irrelevant_feature(arg.getSpelling());
        if (in(options::OPT_f_Group, options::OPT_f_clang_Group)) return !is_irrelevant_feature(arg.getSpelling());
        if (in(options::OPT_m_Group)) return keeps_machine_option(arg);
        return in(options::OPT_stdlib_EQ, options::OPT__sysroot_EQ, options::OPT_target, options::OPT_gcc_toolchain,
                  options::OPT_gcc_install_dir_EQ, options::OPT_ansi, options::OPT_pthread, options::OPT_undef,
                  options::OPT_trigraphs);
    }

    bool keeps_machine_option(const Arg& arg) const {
        const llvm::opt::Option option = arg.getOption();
        const llvm::StringRef value = arg.getNumValues() == 1 ? arg.getValue() : "";
        if (option.matches(options::OPT_mtune_EQ)) return false;
        if (!machine_.isX86()) return !option.matches(options::OPT_m_x86_Features_Group);
        if (option.matches(options::OPT_march_EQ)) {
            return value == "native" || llvm::X86::parseArchX86(value) != llvm::X86::CK_None;
        }
        return option.matches(options::OPT_m_x86_Features_Group) || option.matches(options::OPT_m32) ||
               option.matches(options::OPT_m64);
    }

    void take_standard(const std::string& name) {
        const bool cplusplus = language_ == Language::cplusplus;
        const auto kind = clang::LangStandard::getLangKind(name);
        if (kind == clang::LangStandard::lang_unspecified) {
            // Newer than Clang: its newest comes nearest.
            flags_.push_back(cplusplus ? "-std=gnu++2c" : "-std=gnu2x");
            coroutines_ = cplusplus;
            return;
        }
        const clang::Language meant = clang::LangStandard::getLangStandardForKind(kind).getLanguage();
        // gcc only warns about a standard of the other language; Clang refuses the command.
        if (meant != (cplusplus ? clang::Language::CXX : clang::Language::C)) return;
        flags_.push_back("-std=" + name);
        coroutines_ = clang::LangStandard::getLangStandardForKind(kind).isCPlusPlus20();
    }

    /// CMake gives Clang its precompiled headers as -Xclang -include-pch -Xclang x.pch -Xclang -include -Xclang x.hxx.
    /// The binary is of another Clang; its source is as good. Everything else behind -Xclang stays out, plug-ins above
    /// all.
    void take_forced_includes(const llvm::opt::InputArgList& parsed) {
        const std::vector<std::string> values = parsed.getAllArgValues(options::OPT_Xclang);
        for (std::size_t index = 0; index + 1 < values.size(); ++index) {
            if (values[index] == "-include-pch" || values[index] == "-load") ++index;
            else if (values[index] == "-include") flags_.insert(flags_.end(), {"-include", values[++index]});
        }
    }

    UnitCommand finish(const std::string& program) {
        const bool cplusplus = language_ == Language::cplusplus;
        UnitCommand command{entry_.directory, entry_.file, {cplusplus ? "clang++" : "clang"}};
        const bool has_language =
            std::any_of(flags_.begin(), flags_.end(), [](const std::string& f) { return f.starts_with("-x"); });
        const bool has_target =
            std::any_of(flags_.begin(), flags_.end(), [](const std::string& f) { return f.starts_with("--target="); });
        std::optional<CompilerIncludes> real;
        if (settings_.query_compiler) real = settings_.query_compiler(program, entry_.directory, flags_, cplusplus);
        if (real && target_.empty()) target_ = real->target;
        if (!target_.empty() && !has_target) command.arguments.push_back("--target=" + target_);
        command.arguments.insert(command.arguments.end(), flags_.begin(), flags_.end());
        if (real) {
            command.arguments.insert(command.arguments.end(), {"-nostdinc++", "-nostdlibinc"});
            for (const std::string& folder : real->folders)
                command.arguments.insert(command.arguments.end(), {"-isystem", folder});
        }
        if (coroutines_ && program.find("clang") == std::string::npos)
            for (const std::string& macro : settings_.gcc_macros) command.arguments.push_back("-D" + macro);
        if (!has_language && language_of_file(entry_.file) != language_) command.arguments.push_back("-xc++");
        // gcc has no limit to brackets in brackets.
        command.arguments.insert(command.arguments.end(),
                                 {"-fsyntax-only", "-w", "-ferror-limit=0", "-fbracket-depth=2048",
                                  "-resource-dir=" + settings_.resource_dir, entry_.file});
        return command;
    }

    const CompileEntry& entry_;
    const CleaningOptions& settings_;
    Language language_ = Language::other;
    bool coroutines_ = false;  // the standard has them
    std::string target_;
    llvm::Triple machine_;
    std::vector<std::string> flags_;
};

}  // namespace

CleanedCommand clean_command(const CompileEntry& entry, const CleaningOptions& settings) {
    return Cleaner(entry, settings).clean();
}

}  // namespace stateless::lint
