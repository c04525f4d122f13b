// Extraction: one translation unit's AST to UnitFacts. Says what the code does, never whether that is good.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/facts.h"
#include "model/models.h"

namespace clang {
class ASTConsumer;
class ASTContext;
class CompilerInstance;
class FrontendActionFactory;
}  // namespace clang
namespace llvm::vfs {
class FileSystem;
}  // namespace llvm::vfs

namespace stateless::lint {

/// CPU seconds of this thread.
struct ExtractTimes {
    double parse = 0;
    double extract = 0;  // from the AST
};

struct ExtractOptions {
    const Models* models = nullptr;
    /// Files to judge: declarations and bodies in files for which this is false are library code. The path is absolute
    /// and normalised, as the code names the file; it may hold symbolic links. System headers and modelled libraries
    /// are never user code, whatever this says.
    std::function<bool(const std::string& file)> is_user_file;
    /// The top of the source tree, absolute and without links, or empty. What a link in it leads out of it keeps the
    /// link's name: a build system's sandbox is made of such links, and its real files lie anywhere.
    std::string source_root;
    /// Parse the bodies of all functions in headers, also where no fact depends on them. Slower, with the same facts.
    bool whole_headers = false;
    /// Where extract_unit() reads files from, for one thread; nullptr: the disk. Ownership is shared by reference
    /// count.
    llvm::vfs::FileSystem* disk = nullptr;
    /// Where extract_unit() adds the time that it took; nullptr: nowhere.
    ExtractTimes* times = nullptr;
};

/// One way to compile a unit, already cleaned (see driver/cli/compile_commands).
struct UnitCommand {
    std::string directory;
    std::string file;                    // absolute
    std::vector<std::string> arguments;  // clang's own, program name first
};

/// Parses the unit and extracts. Never throws for bad code: what did not parse is a Gap in the result. `memory_files`
/// (path -> text) shadow the disk, for fixtures and editors. Thread-safe: no shared mutable state.
UnitFacts extract_unit(const UnitCommand& command, const ExtractOptions& options,
                       const std::map<std::string, std::string>& memory_files = {});

/// Extraction of a unit that a host (clang-tidy) has parsed. Call at the end of the unit.
UnitFacts extract_context(clang::ASTContext& context, const ExtractOptions& options);

/// The unit's own file, named as UnitFacts::main_file, before anything is extracted.
std::string main_file_of(const clang::ASTContext& context);

/// Names the sources that extraction was built from: FactsOrigin::tool_build of the facts it makes.
std::string extract_build_id();

}  // namespace stateless::lint
