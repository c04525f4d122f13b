// What a reader of the public headers may rely on: every function that does more than hand out what it holds says what
// it promises, and every class says what it is. Read by lines, which is enough for headers that clang-format has laid
// out.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace stateless {
namespace {

bool begins(const std::string& text, const std::regex& with) {
    return std::regex_search(text, with, std::regex_constants::match_continuous);
}

class HeaderReader {
public:
    void read(const std::filesystem::path& path) {
        name_ = path.filename();
        std::ifstream file(path);
        for (std::string line; std::getline(file, line);) take(line);
        EXPECT_TRUE(scopes_.empty()) << name_;
    }

    int functions = 0, types = 0;

private:
    enum class Kind { space, type, body };
    struct Scope {
        Kind kind;
        bool open;       // to everybody, and not to the library alone
        bool told_once;  // a struct that says what it is speaks for its functions too
    };

    void take(const std::string& line) {
        const std::size_t first = line.find_first_not_of(' ');
        if (first == std::string::npos) {
            told_ = false;
            return;
        }
        const std::string text = line.substr(first);
        if (text.rfind("//", 0) == 0) {
            told_ = true;
            return;
        }
        if (text.front() == '#') return;
        const std::string code = text.substr(0, text.find(" //"));
        const bool documented = told_ || text.find("///<") != std::string::npos;
        if (!continued_) judge(code, documented);
        follow(code, documented);
    }

    void judge(const std::string& code, bool documented) {
        static const std::regex access("(public|private|protected):"), type(R"(class .*\{)"),
            no_function(R"(using|static_assert|friend|template|namespace|class|struct|enum|std::function|\}|:|~)"),
            defaulted(".*= (default|delete);"), conversion(R"(\w+\([^,]*\))");
        if (begins(code, access)) {
            if (!scopes_.empty()) scopes_.back().open = code.rfind("public", 0) == 0;
            told_ = false;
            return;
        }
        const bool open = std::all_of(scopes_.begin(), scopes_.end(),
                                      [](const Scope& scope) { return scope.open && scope.kind != Kind::body; });
        if (!open) return;
        if (begins(code, type)) {
            ++types;
            EXPECT_TRUE(documented) << name_ << ": " << code;
        }
        if (code.find('(') == std::string::npos || begins(code, no_function) || begins(code, defaulted)) return;
        ++functions;
        // What only hands out a member is noexcept; a conversion is what its class is for.
        if (code.find("noexcept") != std::string::npos || begins(code, conversion)) return;
        if (!scopes_.empty() && scopes_.back().told_once) return;
        EXPECT_TRUE(documented) << name_ << ": " << code;
    }

    void follow(const std::string& code, bool documented) {
        static const std::regex space("(inline )?namespace"), inner(R"(namespace (detail|redis|pages|net)\b)");
        for (const char character : code) {
            if (character == '{') {
                if (begins(code, space)) scopes_.push_back({Kind::space, !std::regex_search(code, inner), false});
                else if (code.rfind("struct ", 0) == 0) scopes_.push_back({Kind::type, true, documented});
                else if (code.rfind("class ", 0) == 0) scopes_.push_back({Kind::type, false, false});
                else scopes_.push_back({Kind::body, false, false});
            } else if (character == '}' && !scopes_.empty()) {
                scopes_.pop_back();
            }
        }
        const bool head = code.rfind("template", 0) == 0 && code.back() == '>';
        continued_ = !head && std::string(";{}:").find(code.back()) == std::string::npos;
        if (!scopes_.empty() && scopes_.back().kind == Kind::type && code.back() == '{') told_ = false;
    }

    std::string name_;
    std::vector<Scope> scopes_;
    bool told_ = false, continued_ = false;
};

TEST(PublicHeaders, EveryFunctionSaysWhatItPromises) {
    HeaderReader reader;
    const std::filesystem::path folder = std::filesystem::path(STATELESS_ROOT) / "runtime/include/stateless";
    for (const auto& file : std::filesystem::directory_iterator(folder)) reader.read(file.path());
    EXPECT_GT(reader.functions, 250);
    EXPECT_GT(reader.types, 40);
}

}  // namespace
}  // namespace stateless
