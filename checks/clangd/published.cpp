// What clangd publishes, corrected in two places: it takes every check for one of clang-tidy's own, and links to a page
// there that does not exist. The linker puts this in the place of the function that writes diagnostics (--wrap).
#include "llvm/Support/JSON.h"

namespace clang::clangd {
struct PublishDiagnosticsParams;
}  // namespace clang::clangd

namespace stateless::lint {

using clang::clangd::PublishDiagnosticsParams;

llvm::json::Value to_json(const PublishDiagnosticsParams& published) asm(
    "__real__ZN5clang6clangd6toJSONERKNS0_24PublishDiagnosticsParamsE");

llvm::json::Value to_json_as_ours(const PublishDiagnosticsParams& published) asm(
    "__wrap__ZN5clang6clangd6toJSONERKNS0_24PublishDiagnosticsParamsE");

llvm::json::Value to_json_as_ours(const PublishDiagnosticsParams& published) {
    llvm::json::Value value = to_json(published);
    llvm::json::Object* message = value.getAsObject();
    llvm::json::Array* diagnostics = message ? message->getArray("diagnostics") : nullptr;
    if (!diagnostics) return value;
    for (llvm::json::Value& each : *diagnostics) {
        llvm::json::Object* diagnostic = each.getAsObject();
        const auto code = diagnostic ? diagnostic->getString("code") : std::nullopt;
        if (!code || !code->starts_with("stateless-")) continue;
        diagnostic->erase("codeDescription");
        (*diagnostic)["source"] = "stateless";
    }
    return value;
}

}  // namespace stateless::lint
