// The disk, for one unit's extraction, remembering every question and its answer: files read, files that were looked
// for and are not there, folders listed.
#pragma once

#include <map>
#include <string>

#include "cache/disk_answers.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace stateless::lint {

struct Recording {
    std::map<std::string, Answer> answers;
    /// The world changed while it was asked, or something was read that cannot be read again: no use to keep the facts.
    bool is_unsteady = false;

    void note(const std::string& path, const Answer& answer);
};

/// Of one thread. Writes to `recording`, which must outlive it; digests come from `disk`.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> recording_files(Recording& recording, DiskAnswers& disk);

}  // namespace stateless::lint
