// Facts of another build or other models mean something else, so they count as absent: the next run makes them anew.
#include "clangd/last_programs.h"

#include <algorithm>
#include <tuple>

#include "cache/fact_cache.h"
#include "cli/files.h"
#include "extract/extract.h"

namespace stateless::lint {
namespace {

/// How well a program fits a file; 0: it does not.
int fit_of(const LastProgram& program, const std::string& main_file, const std::string& real_name) {
    const auto is_it = [&](const LastProgram::Unit& unit) {
        return unit.main_file == main_file || unit.main_file == real_name;
    };
    if (std::any_of(program.units.begin(), program.units.end(), is_it)) return 2;
    return lies_in(main_file, program.source_root) ? 1 : 0;
}

}  // namespace

std::shared_ptr<const KnownProgram> LastPrograms::of(const std::string& main_file, const std::string& models_digest) {
    if (folder_.empty()) return nullptr;
    const std::string real_name = real_path(main_file);
    const std::lock_guard lock(mutex_);
    refresh();
    Known* best = nullptr;
    std::tuple<int, std::int64_t> best_rank{0, 0};
    for (auto& [file, known] : known_) {
        if (!known.index || known.index->tool_build != extract_build_id() ||
            known.index->models_digest != models_digest)
            continue;
        const std::tuple rank{fit_of(*known.index, main_file, real_name), known.stamp.modified};
        if (std::get<0>(rank) == 0 || rank <= best_rank) continue;
        best = &known;
        best_rank = rank;
    }
    if (!best) return nullptr;
    if (!best->program) read(*best);
    return best->program;
}

/// Notices what has changed on the disk; whoever can write there decides what is found.
void LastPrograms::refresh() {
    std::error_code ignored;
    if (!std::filesystem::exists(folder_, ignored) || !prepare_cache_folder(folder_).empty()) {
        known_.clear();
        return;
    }
    std::map<std::filesystem::path, Known> now;
    for (const std::filesystem::path& file : remembered_programs(folder_)) {
        const FileStamp stamp = stamp_of(file);
        const auto before = known_.find(file);
        if (before != known_.end() && before->second.stamp == stamp) now.emplace(file, std::move(before->second));
        else now.emplace(file, Known{stamp, read_remembered(file), nullptr});
    }
    known_ = std::move(now);
}

void LastPrograms::read(Known& known) {
    auto program = std::make_shared<KnownProgram>();
    program->source_root = known.index->source_root;
    for (const LastProgram::Unit& unit : known.index->units) {
        std::weak_ptr<const UnitFacts>& shared = units_[unit.facts];
        std::shared_ptr<const UnitFacts> facts = shared.lock();
        if (!facts) {
            if (auto kept = FactCache::facts_named(folder_, unit.facts))
                facts = std::make_shared<const UnitFacts>(std::move(*kept));
            shared = facts;
        }
        if (facts) program->units.push_back(std::move(facts));
    }
    std::erase_if(units_, [](const auto& unit) { return unit.second.expired(); });
    known.program = std::move(program);
}

}  // namespace stateless::lint
