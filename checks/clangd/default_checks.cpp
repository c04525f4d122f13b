// The linker puts these in the place of two functions of clangd (--wrap): the checks that it runs where nobody chose
// any, and its list of checks that are fast enough to run while somebody types.
#include <optional>

#include "clang-tidy/ClangTidyOptions.h"
#include "clangd/check_globs.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

namespace stateless::lint {

using Provider = llvm::function_ref<void(clang::tidy::ClangTidyOptions&, llvm::StringRef)>;

Provider default_checks() asm("__real__ZN5clang6clangd20provideDefaultChecksEv");
std::optional<bool> is_fast(llvm::StringRef check) asm("__real__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");

namespace {

void choose_checks(clang::tidy::ClangTidyOptions& options, llvm::StringRef file) {
    default_checks()(options, file);
    options.Checks = checks_with_ours(options.Checks.value_or(""));
}

}  // namespace

Provider default_checks_and_ours() asm("__wrap__ZN5clang6clangd20provideDefaultChecksEv");
Provider default_checks_and_ours() { return choose_checks; }

std::optional<bool>
is_fast_or_ours(llvm::StringRef check) asm("__wrap__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");
std::optional<bool> is_fast_or_ours(llvm::StringRef check) {
    return check.starts_with("stateless-") ? true : is_fast(check);
}

}  // namespace stateless::lint
