// Servers that tests start for themselves: on free loopback ports, in temporary folders, stopped by process id when the
// object goes, and killed by the kernel if the test dies first. Servers that refuse to be root run as another user.
#pragma once

#include <sys/types.h>

#include <csignal>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace stateless::testing {

/// A port that was free a moment ago.
std::uint16_t free_port();

/// Waits until `holds` does, for ten seconds at most; false then.
bool eventually(const std::function<bool()>& holds);

/// Removed with all it holds when it goes. Belongs to the user that servers run as.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// Writes a file that the server's user can read.
    std::filesystem::path write(const std::string& name, const std::string& text) const;

private:
    std::filesystem::path path_;
};

class ServerProcess {
public:
    /// Starts the program, found in PATH or PostgreSQL's own folder. Its output goes to `log`. Throws if there is no
    /// such program.
    ServerProcess(const std::vector<std::string>& command, const std::filesystem::path& log);
    ~ServerProcess();
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    void send(int signal) const;
    /// Sends the signal and waits for the end; kills it after ten seconds. Also ends a stopped process.
    void end(int signal = SIGTERM);
    /// Waits for the end by itself; the exit status, or -1.
    int finish();
    [[nodiscard]] bool running();
    [[nodiscard]] pid_t pid() const { return pid_; }

private:
    pid_t pid_ = -1;
};

}  // namespace stateless::testing
