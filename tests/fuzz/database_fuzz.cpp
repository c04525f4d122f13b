// A compile database of a stranger: whatever its commands are, what is left of them loads nothing and writes nothing.
#include <algorithm>
#include <array>

#include "cli/clean_command.h"
#include "cli/compile_commands.h"
#include "fuzz/input_file.h"

namespace {

bool acts(const std::string& word) {
    static constexpr std::array<std::string_view, 14> forms{
        "-fplugin", "-fpass-plugin", "-load",       "-Xclang",      "-Xpreprocessor",       "-o",         "-M", "@",
        "--config", "-mllvm",        "-save-temps", "-ftime-trace", "-fmodules-cache-path", "--serialize"};
    return std::any_of(forms.begin(), forms.end(), [&](std::string_view form) { return word.starts_with(form); });
}

/// These take the next word, whatever it looks like.
bool takes_next(const std::string& word) {
    static constexpr std::array<std::string_view, 12> forms{"-D",        "-U",       "-I",      "-include",
                                                            "-imacros",  "-isystem", "-iquote", "-idirafter",
                                                            "-isysroot", "-iprefix", "-x",      "-A"};
    return std::find(forms.begin(), forms.end(), word) != forms.end() || word.starts_with("-i") || word == "-target" ||
           word == "-arch" || word.starts_with("--");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stateless::lint;
    testing::read_as_file(data, size, "compile_commands.json", [](const std::filesystem::path& file) {
        const CompileDatabase database = read_compile_commands(file);
        CleaningOptions options;
        options.resource_dir = "/resources";
        options.database_folder = database.folder.string();
        for (const CompileEntry& entry : database.entries) {
            const CleanedCommand cleaned = clean_command(entry, options);
            if (cleaned.command && cleaned.gap) std::abort();
            if (!cleaned.command) continue;
            const auto& words = cleaned.command->arguments;
            if (words.front() != "clang" && words.front() != "clang++") std::abort();
            if (std::find(words.begin(), words.end(), "-fsyntax-only") == words.end()) std::abort();
            for (std::size_t index = 1; index < words.size(); ++index) {
                if (acts(words[index]) && !takes_next(words[index - 1])) std::abort();
            }
        }
    });
    return 0;
}
