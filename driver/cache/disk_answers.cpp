// A digest is kept by a file's inode, size and time of change, unless the change is so young that another one could
// have the same time.
#include "cache/disk_answers.h"

#include <algorithm>
#include <chrono>

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace stateless::lint {
namespace {

std::int64_t nanoseconds(llvm::sys::TimePoint<> time) {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
}

bool is_settled(std::int64_t modified) {
    constexpr std::int64_t two_seconds = 2'000'000'000;
    return nanoseconds(std::chrono::system_clock::now()) - modified > two_seconds;
}

}  // namespace

char kind_of(llvm::sys::fs::file_type type) {
    using llvm::sys::fs::file_type;
    return type == file_type::regular_file ? 'f' : type == file_type::directory_file ? 'd' : 'o';
}

char kind_of(std::error_code error) {
    const bool absent = error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory;
    return absent ? '-' : '!';
}

Digest listing_digest(std::vector<std::pair<std::string, char>> entries) {
    std::sort(entries.begin(), entries.end());
    Hasher hasher;
    for (const auto& [name, kind] : entries) {
        hasher.add(name);
        hasher.add_number(static_cast<unsigned char>(kind));
    }
    return hasher.finish();
}

void DiskAnswers::add_answer(std::string_view path, unsigned asked, AnswerHasher& to) {
    Shard& shard = shards_[std::hash<std::string_view>()(path) % shards_.size()];
    const std::lock_guard lock(shard.mutex);
    auto at = shard.answers.find(path);
    if (at == shard.answers.end()) at = shard.answers.emplace(path, Answer()).first;
    if (asked & ~at->second.asked) complete(at->first, asked & ~at->second.asked, at->second);
    to.add(path, asked, at->second);
}

void DiskAnswers::complete(const std::string& path, unsigned asked, Answer& answer) {
    if (asked & ask_kind) {
        llvm::sys::fs::file_status status;
        if (const std::error_code error = llvm::sys::fs::status(path, status)) {
            answer.kind = kind_of(error);
        } else {
            answer.kind = kind_of(status.type());
            answer.device = status.getUniqueID().getDevice();
            answer.inode = status.getUniqueID().getFile();
        }
    }
    if (asked & ask_content) answer.content = read_content(path);
    if (asked & ask_listing) {
        std::vector<std::pair<std::string, char>> entries;
        std::error_code error;
        for (llvm::sys::fs::directory_iterator entry(path, error), end; entry != end && !error; entry.increment(error))
            entries.emplace_back(llvm::sys::path::filename(entry->path()).str(), kind_of(entry->type()));
        if (!error) answer.listing = listing_digest(std::move(entries));
    }
    if (asked & ask_real_path) {
        llvm::SmallString<256> real;
        answer.real_path = llvm::sys::fs::real_path(path, real) ? std::string() : real.str().str();
    }
    if (asked & ask_own) answer.own = is_own_(path);
    answer.asked |= asked;
}

Digest DiskAnswers::read_content(const std::string& path) {
    const auto disk = llvm::vfs::getRealFileSystem();
    const auto status = disk->status(path);
    if (!status || status->getType() != llvm::sys::fs::file_type::regular_file) return {};
    const auto file = disk->openFileForRead(path);
    if (!file) return {};
    const auto opened = (*file)->status();
    const auto buffer = (*file)->getBuffer(path, -1, /*RequiresNullTerminator=*/false);
    if (!opened || !buffer) return {};
    return content_digest(*opened, (*buffer)->getBuffer());
}

Digest DiskAnswers::content_digest(const llvm::vfs::Status& status, std::string_view content) {
    const std::pair key(status.getUniqueID().getDevice(), status.getUniqueID().getFile());
    const std::int64_t modified = nanoseconds(status.getLastModificationTime());
    {
        const std::lock_guard lock(versions_mutex_);
        const auto known = versions_.find(key);
        if (known != versions_.end() && known->second.modified == modified && known->second.size == content.size())
            return known->second.digest;
    }
    const Digest digest = digest_of(content);
    if (is_settled(modified)) {
        const std::lock_guard lock(versions_mutex_);
        versions_[key] = {modified, content.size(), digest};
    }
    return digest;
}

}  // namespace stateless::lint
