// Facts of units kept from one run to the next, found by what they were made from: the command, the tool, the models
// and the answer to every question that extraction asked of the disk. So there is nothing to invalidate: what has
// changed has another name. Findings are never kept; they are made anew from all facts.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cache/disk_answers.h"
#include "cache/recording_files.h"
#include "cache/shared_store.h"
#include "extract/extract.h"
#include "model/facts.h"

namespace stateless::lint {

struct CacheSettings {
    std::filesystem::path folder;
    std::uint64_t limit_bytes = std::uint64_t{1} << 30;
    /// Has what other machines extracted; nullptr: none.
    std::shared_ptr<SharedStore> shared;
};

/// Where facts are kept unless the user says otherwise: below $XDG_CACHE_HOME or ~/.cache; empty where there is
/// neither. Never in the source tree: whoever can write to the cache decides what is found.
std::filesystem::path default_cache_folder();

/// Makes the folder, for its owner alone. A reason why it cannot be used; empty if it can.
std::string prepare_cache_folder(const std::filesystem::path& folder);

/// Thread-safe, and several runs may use one folder: files appear whole, and one that is damaged counts as absent.
/// Never throws; a disk that is full or read-only makes a cache that keeps nothing.
class FactCache {
public:
    /// `options` are those of every extraction.
    FactCache(CacheSettings settings, const ExtractOptions& options);

    struct Found {
        std::optional<UnitFacts> facts;
        std::optional<Digest> name;  // of the facts
        /// CPU seconds that the unit took when it was last extracted from other content; negative: not known.
        double seconds_before = -1;
    };
    Found look_up(const UnitCommand& command);

    /// As look_up(), in the shared store. What it has is in the folder afterwards. In the order of `commands`, of which
    /// a few dozen at a time are best.
    std::vector<Found> look_up_shared(const std::vector<const UnitCommand*>& commands);

    /// Gives the shared store what the folder has of these units, by the names of their facts.
    void share(const std::vector<std::pair<const UnitCommand*, std::string>>& units);

    /// nullptr: none.
    SharedStore* shared() { return settings_.shared.get(); }

    /// The facts that a folder holds under this name, as long as nothing has removed them. Thread-safe.
    static std::optional<UnitFacts> facts_named(const std::filesystem::path& folder, const std::string& name);

    /// `bytes` are to_bytes() of the facts, extracted while `recording` was made. The name that the facts have now;
    /// nullopt if they are not kept.
    std::optional<Digest> keep(const UnitCommand& command, const Recording& recording, const std::string& bytes,
                               double seconds);

    /// Removes what was not used for longest until four fifths of the limit are left, and what a run left half written.
    void trim();

    DiskAnswers& disk() { return disk_; }

    struct Stats {
        std::uint64_t bytes = 0;
        std::size_t entries = 0;
    };
    Stats stats() const;

private:
    Digest key_of(const UnitCommand& command) const;
    std::filesystem::path file(const Digest& key, const char* kind) const;
    static std::optional<std::string> load(const std::filesystem::path& file);
    bool save(const std::filesystem::path& file, const std::string& content) const;
    void save_questions(const Digest& key, std::string_view latest, double seconds) const;
    Digest digest_of_answers(const Digest& key, std::string_view questions, bool& complete);

    CacheSettings settings_;
    Digest origin_;
    DiskAnswers disk_;
};

}  // namespace stateless::lint
