// Failures of the disk are the user's to mend, so they are misuse and name the file.
#include "cli/files.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>

#include <sys/stat.h>
#include <unistd.h>

#include "model/misuse.h"

namespace stateless::lint {

namespace fs = std::filesystem;

std::optional<std::string> DiskSources::read(const std::string& file) const {
    std::error_code ignored;
    if (!fs::is_regular_file(file, ignored)) return std::nullopt;
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
}

std::string real_path(const std::string& file) {
    std::error_code error;
    const fs::path real = fs::weakly_canonical(file, error);
    return error ? file : real.string();
}

std::string absolute_path(const std::string& path) {
    std::string result = fs::absolute(path).lexically_normal().string();
    while (result.size() > 1 && result.ends_with('/')) result.pop_back();
    return result;
}

void write_atomically(const fs::path& file, const std::string& text) {
    const auto refuse = [&](const char* doing) {
        throw Misuse(file.string() + ": " + doing + ": " + std::strerror(errno));
    };
    std::error_code ignored;
    if (fs::exists(file, ignored) && !fs::is_regular_file(file, ignored)) {
        // A pipe or /dev/stdout cannot be replaced.
        std::ofstream stream(file, std::ios::binary);
        if (!(stream << text) || !stream.flush()) refuse("cannot be written");
        return;
    }
    std::string temporary = (file.string() + ".XXXXXX");
    const int descriptor = ::mkstemp(temporary.data());
    if (descriptor < 0) refuse("cannot be written");
    const mode_t mask = ::umask(0);
    ::umask(mask);
    ::fchmod(descriptor, 0666 & ~mask);
    const char* at = text.data();
    std::size_t left = text.size();
    bool written = true;
    while (written && left > 0) {
        const ssize_t count = ::write(descriptor, at, left);
        if (count < 0 && errno == EINTR) continue;
        written = count > 0;
        if (written) {
            at += count;
            left -= static_cast<std::size_t>(count);
        }
    }
    written = ::close(descriptor) == 0 && written;
    if (!written || std::rename(temporary.c_str(), file.c_str()) != 0) {
        const int reason = errno;
        ::unlink(temporary.c_str());
        errno = reason;
        refuse("cannot be written");
    }
}

fs::path find_rules_folder() {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (!error) {
        const fs::path installed = program.parent_path().parent_path() / "share" / "stateless" / "rules";
        if (fs::is_directory(installed / "catalog", error)) return installed;
    }
    return STATELESS_RULES_DIR;
}

}  // namespace stateless::lint
