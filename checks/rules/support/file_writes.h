// Which calls write application data to the local disk: opens for writing, copies, moves, saves. Models say which calls
// write files and how a mode is read. Logs, what can be made again, and files that are gone before the response are not
// application data. Refuses to know what the disk is: a mounted volume looks like any other folder.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "program/analysis.h"

namespace stateless::lint {

struct FileWrite {
    const Call* call = nullptr;
    std::string path;  // the known text of the path, "..." for what is not known; empty where nothing is
};

class FileWrites {
public:
    explicit FileWrites(const Analysis& analysis);

    /// What the call writes; nothing for a call that writes no application data. Does not ask when it runs.
    std::optional<FileWrite> at(const Call& call) const;
    /// The call writes to the open file that the place names, and not to one that another kind of call opened.
    std::optional<Place> written_handle(const Call& call) const;
    /// What is called so is a log, can be made again, or tells of the process only.
    bool is_no_data(const std::vector<std::string>& names) const;
    /// The variable, its class, and the texts of `path`, as is_no_data() asks for them.
    std::vector<std::string> names_of(const Variable& variable) const;
    std::vector<std::string> names_of(const Value& path, const EntityId& function) const;
    std::vector<std::string> names_of(const EntityId& function) const;
    /// The call opens a file for writing, whatever the file is for.
    bool opens(const Call& call) const;

private:
    const Analysis& analysis_;
    const Program& program_;
    const Models& models_;
    std::map<EntityId, std::vector<EntityId>> nested_;  // lambdas by the function they stand in
    std::map<EntityId, bool> removers_;                 // records whose destructor removes a file

    enum class Mode { reads, writes, updates };
    Mode mode_of(const Call& call, const SinkModel& sink) const;
    std::optional<std::int64_t> bits_of(const Value& mode, const EntityId& function, int depth = 0) const;
    bool is_changed_later(const Call& call) const;
    /// What names a path, comparable: variables, parameters and texts.
    std::vector<std::string> key_of(const Value& path, const EntityId& function) const;
    bool is_removed(const std::vector<std::string>& key, const EntityId& function, const Call& after, bool temporary,
                    int depth) const;
    bool removes(const Call& call, const std::vector<std::string>& key, int depth) const;
    bool is_removed_by_callers(const std::vector<std::string>& key, const EntityId& function, bool temporary,
                               int depth) const;
    bool removes_at_the_end(const EntityId& record) const;
    bool is_written_here(const std::vector<std::string>& key, const Call& move) const;
    bool encloses(const EntityId& function, unsigned outer, unsigned inner) const;
    const SinkModel* sink_of(const Call& call, const char* kind) const;
};

}  // namespace stateless::lint
