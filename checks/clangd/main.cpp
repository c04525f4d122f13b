// stateless-clangd: clangd 19, with our checks linked in. What clangd is told on its command line it is told here; only
// the folder of Clang's own headers, which clangd looks for beside itself, has another default.
#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "llvm/ADT/StringRef.h"

// The library is not installed with its headers. This is what its own programs are made of.
namespace clang::clangd {

int clangdMain(int argc, char* argv[]);

namespace remote {

/// An empty std::unique_ptr of clangd's index class, as the ABI hands one back: in memory, since it has a destructor.
struct NoIndex {
    void* index = nullptr;
    ~NoIndex() {}
};

/// Of clangd's index server, which needs gRPC: there is none.
NoIndex getClient(llvm::StringRef, llvm::StringRef) { return {}; }

}  // namespace remote
}  // namespace clang::clangd

int main(int argc, char* argv[]) {
    std::vector<char*> words(argv, argv + argc);
    const auto names_folder = [](const char* word) {
        const std::string_view text(word);
        return text.starts_with("--resource-dir") || text.starts_with("-resource-dir");
    };
    std::string folder = "--resource-dir=" STATELESS_RESOURCE_DIR;
    if (!words.empty() && std::none_of(words.begin() + 1, words.end(), names_folder))
        words.insert(words.begin() + 1, folder.data());
    argc = static_cast<int>(words.size());
    words.push_back(nullptr);
    return clang::clangd::clangdMain(argc, words.data());
}
