// A file's content is what the compiler was given, not what is on the disk a moment later.
#include "cache/recording_files.h"

#include <filesystem>

#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace stateless::lint {
namespace {

namespace vfs = llvm::vfs;

Answer answer_of(const llvm::ErrorOr<vfs::Status>& status) {
    Answer answer;
    answer.asked = ask_kind;
    answer.kind = status ? kind_of(status->getType()) : kind_of(status.getError());
    if (status) {
        answer.device = status->getUniqueID().getDevice();
        answer.inode = status->getUniqueID().getFile();
    }
    return answer;
}

class RecordingFile : public vfs::File {
public:
    RecordingFile(std::unique_ptr<vfs::File> file, std::string path, Recording& recording, DiskAnswers& disk)
        : file_(std::move(file)), path_(std::move(path)), recording_(recording), disk_(disk) {}

    llvm::ErrorOr<vfs::Status> status() override { return file_->status(); }
    llvm::ErrorOr<std::string> getName() override { return file_->getName(); }
    std::error_code close() override { return file_->close(); }

    llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>> getBuffer(const llvm::Twine& name, int64_t size, bool terminated,
                                                                 bool is_volatile) override {
        auto buffer = file_->getBuffer(name, size, terminated, is_volatile);
        const auto status = file_->status();
        if (!status || status->getType() != llvm::sys::fs::file_type::regular_file) {
            recording_.is_unsteady = true;
            return buffer;
        }
        Answer answer;
        answer.asked = ask_content;
        if (buffer) {
            const llvm::StringRef text = (*buffer)->getBuffer();
            answer.content = disk_.content_digest(*status, {text.data(), text.size()});
        }
        recording_.note(path_, answer);
        return buffer;
    }

private:
    std::unique_ptr<vfs::File> file_;
    std::string path_;
    Recording& recording_;
    DiskAnswers& disk_;
};

class RecordingFiles : public vfs::ProxyFileSystem {
public:
    RecordingFiles(Recording& recording, DiskAnswers& disk)
        : ProxyFileSystem(vfs::createPhysicalFileSystem()), recording_(recording), disk_(disk) {}

    llvm::ErrorOr<vfs::Status> status(const llvm::Twine& path) override {
        auto status = ProxyFileSystem::status(path);
        recording_.note(absolute(path), answer_of(status));
        return status;
    }

    bool exists(const llvm::Twine& path) override { return static_cast<bool>(status(path)); }

    llvm::ErrorOr<std::unique_ptr<vfs::File>> openFileForRead(const llvm::Twine& path) override {
        auto file = ProxyFileSystem::openFileForRead(path);
        const std::string name = absolute(path);
        if (!file) {
            const auto seen = ProxyFileSystem::status(path);
            Answer answer = answer_of(seen);
            if (seen) answer.asked |= ask_content;  // there, and not to be read
            recording_.note(name, answer);
            return file;
        }
        recording_.note(name, answer_of((*file)->status()));
        return std::make_unique<RecordingFile>(std::move(*file), name, recording_, disk_);
    }

    vfs::directory_iterator dir_begin(const llvm::Twine& folder, std::error_code& error) override {
        std::vector<std::pair<std::string, char>> entries;
        std::error_code ended;
        for (vfs::directory_iterator entry = ProxyFileSystem::dir_begin(folder, ended), end; entry != end && !ended;
             entry.increment(ended))
            entries.emplace_back(llvm::sys::path::filename(entry->path()).str(), kind_of(entry->type()));
        Answer answer;
        answer.asked = ask_listing;
        if (!ended) answer.listing = listing_digest(std::move(entries));
        recording_.note(absolute(folder), answer);
        return ProxyFileSystem::dir_begin(folder, error);
    }

    std::error_code setCurrentWorkingDirectory(const llvm::Twine& folder) override {
        status(folder);
        return ProxyFileSystem::setCurrentWorkingDirectory(folder);
    }

    std::error_code getRealPath(const llvm::Twine& path, llvm::SmallVectorImpl<char>& real) override {
        const std::error_code error = ProxyFileSystem::getRealPath(path, real);
        Answer answer;
        answer.asked = ask_real_path;
        if (!error) answer.real_path.assign(real.begin(), real.end());
        recording_.note(absolute(path), answer);
        return error;
    }

private:
    std::string absolute(const llvm::Twine& path) const {
        llvm::SmallString<256> name;
        path.toVector(name);
        makeAbsolute(name);
        return name.str().str();
    }

    Recording& recording_;
    DiskAnswers& disk_;
};

}  // namespace

void Recording::note(const std::string& path, const Answer& answer) {
    Answer& known = answers[path];
    const unsigned again = known.asked & answer.asked;
    const auto differ = [&](Ask ask, const auto& before, const auto& now) { return (again & ask) && before != now; };
    if (differ(ask_kind, std::tuple(known.kind, known.device, known.inode),
               std::tuple(answer.kind, answer.device, answer.inode)) ||
        differ(ask_content, known.content, answer.content) || differ(ask_listing, known.listing, answer.listing) ||
        differ(ask_real_path, known.real_path, answer.real_path) || differ(ask_own, known.own, answer.own)) {
        is_unsteady = true;
    }
    known.asked |= answer.asked;
    if (answer.asked & ask_kind) {
        known.kind = answer.kind;
        known.device = answer.device;
        known.inode = answer.inode;
    }
    if (answer.asked & ask_content) known.content = answer.content;
    if (answer.asked & ask_listing) known.listing = answer.listing;
    if (answer.asked & ask_real_path) known.real_path = answer.real_path;
    if (answer.asked & ask_own) known.own = answer.own;
}

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> recording_files(Recording& recording, DiskAnswers& disk) {
    return llvm::makeIntrusiveRefCnt<RecordingFiles>(recording, disk);
}

}  // namespace stateless::lint
