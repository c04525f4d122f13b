// The programs of the last runs of stateless-lint, as far as they have been asked for: read from its cache, and again
// when a run has written something new.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "cache/last_program.h"
#include "tidy/file_stamp.h"
#include "tidy/project.h"

namespace stateless::lint {

/// Thread-safe.
class LastPrograms {
public:
    explicit LastPrograms(std::filesystem::path cache_folder) : folder_(std::move(cache_folder)) {}

    /// The program that has the file as a unit, else the one in whose source tree it lies; of several the latest.
    /// nullptr if there is none that this build, with these models, can use.
    std::shared_ptr<const KnownProgram> of(const std::string& main_file, const std::string& models_digest);

private:
    struct Known {
        FileStamp stamp;
        std::optional<LastProgram> index;
        std::shared_ptr<const KnownProgram> program;  // read when it is first asked for
    };

    void refresh();
    void read(Known& known);

    std::filesystem::path folder_;
    std::mutex mutex_;
    std::map<std::filesystem::path, Known> known_;
    std::map<std::string, std::weak_ptr<const UnitFacts>> units_;  // by name: most are the same in the next run
};

}  // namespace stateless::lint
