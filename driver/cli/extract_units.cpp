// A process keeps in the cache what it extracted before it hands it over, so that a run that is stopped has not worked
// for nothing.
#include "cli/extract_units.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <thread>

#include "cache/fact_cache.h"
#include "cli/timing.h"
#include "cli/worker_processes.h"
#include "model/facts_bytes.h"

namespace stateless::lint {
namespace {

UnitFacts lost_unit(const UnitCommand& command, const std::string& reason) {
    UnitFacts facts;
    facts.main_file = command.file;
    Gap gap;
    gap.kind = Gap::Kind::unit_not_parsed;
    gap.unit = command.file;
    gap.detail = "the parser " + reason;
    if (reason.starts_with("took")) gap.detail += "; --unit-timeout allows more";
    facts.gaps.push_back(std::move(gap));
    return facts;
}

/// What a process sends before the bytes of the facts.
struct Spent {
    double parse = 0;
    double extract = 0;
    double cache = 0;
    bool is_kept = false;
    Digest kept_as{};
};

class Extractor {
public:
    Extractor(const std::vector<UnitCommand>& commands, const ExtractOptions& options, const ExtractionPlan& plan)
        : commands_(commands), options_(options), plan_(plan), seconds_before_(commands.size(), -1) {
        result_.units.resize(commands.size());
        result_.kept_as.resize(commands.size());
    }

    Extraction run() {
        std::vector<std::size_t> missing = plan_.cache ? look_up() : std::vector<std::size_t>();
        if (!plan_.cache) {
            for (std::size_t index = 0; index < commands_.size(); ++index) missing.push_back(index);
        }
        result_.from_cache = commands_.size() - missing.size();
        sort_longest_first(missing);
        WorkerHandlers handlers;
        handlers.work = [this](std::size_t index) { return work(index); };
        handlers.done = [this](std::size_t index, std::string result) { take(index, result); };
        handlers.lost = [this](std::size_t index, const std::string& reason) {
            result_.units[index] = lost_unit(commands_[index], reason);
            report(index);
        };
        if (!missing.empty())
            result_.peak_mib = run_in_processes(missing, {plan_.jobs, plan_.unit_seconds, plan_.unit_mib}, handlers);
        if (plan_.cache && !missing.empty()) {
            const CpuClock clock;
            if (plan_.cache->shared()) share(missing);
            plan_.cache->trim();
            result_.cache_seconds += clock.seconds();
        }
        return std::move(result_);
    }

private:
    /// Takes what the cache has, and returns the rest.
    std::vector<std::size_t> look_up() {
        const std::size_t at_once = plan_.cache->shared() ? 16 : 1;  // a round trip for many
        std::atomic<std::size_t> next = 0;
        std::vector<std::size_t> missing;
        const auto look = [&] {
            const CpuClock clock;
            for (std::size_t begin = next.fetch_add(at_once); begin < commands_.size();
                 begin = next.fetch_add(at_once)) {
                std::vector<std::size_t> lacking;
                for (std::size_t index = begin; index < std::min(begin + at_once, commands_.size()); ++index) {
                    if (!use(index, plan_.cache->look_up(commands_[index]))) lacking.push_back(index);
                }
                if (plan_.cache->shared() && !lacking.empty()) look_up_shared(lacking);
                const std::lock_guard lock(mutex_);
                missing.insert(missing.end(), lacking.begin(), lacking.end());
            }
            const std::lock_guard lock(mutex_);
            result_.cache_seconds += clock.seconds();
        };
        std::vector<std::jthread> others;
        for (std::size_t count = 1; count < std::min<std::size_t>(plan_.jobs, commands_.size()); ++count)
            others.emplace_back(look);
        look();
        others.clear();
        if (plan_.cache->shared()) plan_.cache->shared()->disconnect();
        return missing;
    }

    /// Of these, leaves those that it does not have.
    void look_up_shared(std::vector<std::size_t>& units) {
        std::vector<const UnitCommand*> commands;
        for (const std::size_t index : units) commands.push_back(&commands_[index]);
        std::vector<FactCache::Found> found = plan_.cache->look_up_shared(commands);
        std::vector<std::size_t> lacking;
        for (std::size_t at = 0; at < units.size(); ++at) {
            if (use(units[at], std::move(found[at]))) {
                const std::lock_guard lock(mutex_);
                ++result_.from_shared_cache;
            } else {
                lacking.push_back(units[at]);
            }
        }
        units = std::move(lacking);
    }

    /// False if it has no facts.
    bool use(std::size_t index, FactCache::Found found) {
        if (found.seconds_before >= 0) seconds_before_[index] = found.seconds_before;
        if (!found.facts) return false;
        result_.units[index] = std::move(*found.facts);
        result_.kept_as[index] = to_hex(*found.name);
        const std::lock_guard lock(mutex_);
        report(index);
        return true;
    }

    void share(const std::vector<std::size_t>& extracted) {
        std::vector<std::pair<const UnitCommand*, std::string>> units;
        for (const std::size_t index : extracted) {
            if (!result_.kept_as[index].empty()) units.emplace_back(&commands_[index], result_.kept_as[index]);
        }
        plan_.cache->share(units);
    }

    /// By the time they took before; those of which none is known first, by their size: they may be the longest.
    void sort_longest_first(std::vector<std::size_t>& units) const {
        std::vector<std::pair<double, std::uint64_t>> weights(commands_.size());
        for (const std::size_t index : units) {
            std::error_code unknown;
            const auto size = std::filesystem::file_size(commands_[index].file, unknown);
            weights[index] = {seconds_before_[index], unknown ? 0 : size};
        }
        std::sort(units.begin(), units.end(), [&](std::size_t a, std::size_t b) {
            const bool a_is_known = weights[a].first >= 0;
            const bool b_is_known = weights[b].first >= 0;
            if (a_is_known != b_is_known) return b_is_known;
            return weights[a] != weights[b] ? weights[a] > weights[b] : a < b;
        });
    }

    /// In a process of its own.
    std::string work(std::size_t index) const {
        const UnitCommand& command = commands_[index];
        ExtractOptions options = options_;
        ExtractTimes times;
        options.times = &times;
        Recording recording;
        llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files;
        if (plan_.cache) {
            files = recording_files(recording, plan_.cache->disk());
            options.disk = files.get();
            options.is_user_file = [&](const std::string& file) {
                Answer answer;
                answer.asked = ask_own;
                answer.own = options_.is_user_file(file);
                recording.note(file, answer);
                return answer.own;
            };
        }
        const std::string bytes = to_bytes(extract_unit(command, options));
        Spent spent{times.parse, times.extract, 0, false, {}};
        if (plan_.cache) {
            const CpuClock clock;
            const auto name = plan_.cache->keep(command, recording, bytes, times.parse + times.extract);
            spent.is_kept = name.has_value();
            spent.kept_as = name.value_or(Digest{});
            spent.cache = clock.seconds();
        }
        return std::string(reinterpret_cast<const char*>(&spent), sizeof spent) + bytes;
    }

    void take(std::size_t index, std::string_view result) {
        Spent spent;
        std::optional<UnitFacts> facts;
        if (result.size() >= sizeof spent) {
            std::memcpy(&spent, result.data(), sizeof spent);
            facts = from_bytes(result.substr(sizeof spent));
        }
        if (facts && spent.is_kept) result_.kept_as[index] = to_hex(spent.kept_as);
        result_.units[index] = facts ? std::move(*facts) : lost_unit(commands_[index], "gave no facts");
        result_.times.parse += spent.parse;
        result_.times.extract += spent.extract;
        result_.cache_seconds += spent.cache;
        report(index);
    }

    void report(std::size_t index) {
        ++done_;
        if (plan_.progress) plan_.progress(done_, commands_[index]);
    }

    const std::vector<UnitCommand>& commands_;
    const ExtractOptions& options_;
    const ExtractionPlan& plan_;
    std::vector<double> seconds_before_;
    std::mutex mutex_;
    Extraction result_;
    std::size_t done_ = 0;
};

}  // namespace

Extraction extract_units(const std::vector<UnitCommand>& commands, const ExtractOptions& options,
                         const ExtractionPlan& plan) {
    return Extractor(commands, options, plan).run();
}

}  // namespace stateless::lint
