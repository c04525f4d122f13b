// Whether a comment can stand at the line's begin, only the tokens before it tell.
#include "tidy/silence.h"

#include "clang/Lex/Lexer.h"

namespace stateless::lint {
namespace {

/// The offset is between tokens, comments among them, and the line before does not go on there.
bool is_between_tokens(clang::FileID file, llvm::StringRef text, unsigned offset, const clang::SourceManager& sources,
                       const clang::LangOptions& language) {
    llvm::StringRef before = text.take_front(offset);
    before.consume_back("\n");
    before.consume_back("\r");
    if (before.ends_with("\\")) return false;
    clang::Lexer lexer(sources.getLocForStartOfFile(file), language, text.begin(), text.begin(), text.end());
    lexer.SetCommentRetentionState(true);
    clang::Token token;
    while (!lexer.LexFromRawLexer(token)) {
        const unsigned begin = sources.getFileOffset(token.getLocation());
        if (begin >= offset) break;
        if (begin + token.getLength() > offset) return false;
    }
    return true;
}

}  // namespace

std::optional<clang::FixItHint> silencing_comment(const std::string& check, clang::SourceLocation place,
                                                  const clang::SourceManager& sources,
                                                  const clang::LangOptions& language) {
    if (place.isInvalid() || place.isMacroID()) return std::nullopt;
    const auto [file, offset] = sources.getDecomposedLoc(place);
    const std::optional<llvm::StringRef> text = sources.getBufferDataOrNone(file);
    if (!text) return std::nullopt;
    const auto line_begin = [&](std::size_t at) {
        const std::size_t end = text->take_front(at).rfind('\n');
        return end == llvm::StringRef::npos ? 0 : end + 1;
    };
    const std::size_t begin = line_begin(offset);
    if (!is_between_tokens(file, *text, static_cast<unsigned>(begin), sources, language)) return std::nullopt;
    const auto at = [&](std::size_t where) {
        return sources.getLocForStartOfFile(file).getLocWithOffset(static_cast<clang::SourceLocation::IntTy>(where));
    };
    if (begin > 0) {
        const std::size_t previous = line_begin(begin - 1);
        const llvm::StringRef line = text->slice(previous, begin);
        const std::size_t comment = line.find("NOLINTNEXTLINE(");
        if (const std::size_t end = line.find(')', comment); comment != llvm::StringRef::npos && end != line.npos)
            return clang::FixItHint::CreateInsertion(at(previous + end), ", " + check);
    }
    const llvm::StringRef rest = text->substr(begin);
    const std::string indent = rest.take_while([](char c) { return c == ' ' || c == '\t'; }).str();
    const char* line_end = rest.take_until([](char c) { return c == '\n'; }).ends_with("\r") ? "\r\n" : "\n";
    return clang::FixItHint::CreateInsertion(at(begin), indent + "// NOLINTNEXTLINE(" + check + ")" + line_end);
}

}  // namespace stateless::lint
