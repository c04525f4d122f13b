// A crash of the parser costs one unit, not the run: it becomes that unit's gap.
#include "cli/extract_units.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include <signal.h>

#include "llvm/Support/CrashRecoveryContext.h"

namespace stateless::lint {
namespace {

constexpr unsigned stack_size = 64u << 20;  // deeply nested templates and expressions

/// For this thread, unless it has one already (a sanitizer's).
void lend_to_handlers(std::vector<char>& memory) {
    stack_t current{};
    if (::sigaltstack(nullptr, &current) != 0 || !(current.ss_flags & SS_DISABLE)) return;
    stack_t spare{};
    spare.ss_sp = memory.data();
    spare.ss_size = memory.size();
    ::sigaltstack(&spare, nullptr);
}

UnitFacts extract_safely(const UnitCommand& command, const ExtractOptions& options) {
    UnitFacts facts;
    llvm::CrashRecoveryContext context;
    std::vector<char> spare_stack(64u << 10);  // for the signal handler when the stack is used up
    const auto extract = [&] {
        lend_to_handlers(spare_stack);
        facts = extract_unit(command, options);
    };
    if (context.RunSafelyOnThread(extract, stack_size)) return facts;
    facts = UnitFacts();
    facts.main_file = command.file;
    Gap gap;
    gap.kind = Gap::Kind::unit_not_parsed;
    gap.unit = command.file;
    gap.detail = "the parser crashed";
    facts.gaps.push_back(std::move(gap));
    return facts;
}

/// Crash recovery is process-wide: on for the time of the extraction.
class CrashRecovery {
public:
    CrashRecovery() {
        llvm::CrashRecoveryContext::Enable();
        for (const int signal : {SIGSEGV, SIGBUS}) {
            struct sigaction action{};
            if (::sigaction(signal, nullptr, &action) != 0) continue;
            action.sa_flags |= SA_ONSTACK;
            ::sigaction(signal, &action, nullptr);
        }
    }
    ~CrashRecovery() { llvm::CrashRecoveryContext::Disable(); }
    CrashRecovery(const CrashRecovery&) = delete;
    CrashRecovery& operator=(const CrashRecovery&) = delete;
};

}  // namespace

std::vector<UnitFacts> extract_units(const std::vector<UnitCommand>& commands, const ExtractOptions& options,
                                     unsigned jobs, const Progress& progress) {
    const CrashRecovery recovery;
    std::vector<UnitFacts> results(commands.size());
    std::atomic<std::size_t> next = 0;
    std::mutex reporting;
    std::size_t done = 0;
    const auto work = [&] {
        for (std::size_t index = next++; index < commands.size(); index = next++) {
            results[index] = extract_safely(commands[index], options);
            if (!progress) continue;
            const std::lock_guard lock(reporting);
            progress(++done, commands[index]);
        }
    };
    {
        std::vector<std::jthread> workers;
        const std::size_t count = std::min<std::size_t>(std::max(jobs, 1u), commands.size());
        for (std::size_t index = 0; index < count; ++index) workers.emplace_back(work);
    }
    return results;
}

}  // namespace stateless::lint
