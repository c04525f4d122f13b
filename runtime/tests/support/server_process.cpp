// fork, change the user if we are root, exec. Nothing here goes through a shell.
#include "support/server_process.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <thread>

namespace stateless::testing {
namespace {

using namespace std::chrono_literals;

const passwd* unprivileged_user() {
    if (geteuid() != 0) return nullptr;
    const passwd* user = getpwnam("postgres");
    return user != nullptr ? user : getpwnam("nobody");
}

std::string program_path(const std::string& name) {
    std::vector<std::filesystem::path> folders;
    std::string rest = std::getenv("PATH") != nullptr ? std::getenv("PATH") : "";
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(':'), rest.size());
        folders.emplace_back(rest.substr(0, end));
        rest.erase(0, end + 1);
    }
    folders.emplace_back("/usr/sbin");
    std::error_code none;
    for (const auto& version : std::filesystem::directory_iterator("/usr/lib/postgresql", none))
        folders.push_back(version.path() / "bin");
    for (const auto& folder : folders)
        if (access((folder / name).c_str(), X_OK) == 0) return folder / name;
    throw std::runtime_error("no program '" + name + "'");
}

[[noreturn]] void become(const std::vector<char*>& arguments, const passwd* user, int log) {
    dup2(log, STDOUT_FILENO);
    dup2(log, STDERR_FILENO);
    const int input = open("/dev/null", O_RDONLY);
    dup2(input, STDIN_FILENO);
    if (user != nullptr && (setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0)) _exit(126);
    // After the change of the user, which clears it.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    execv(arguments.front(), arguments.data());
    _exit(127);
}

}  // namespace

std::uint16_t free_port() {
    const int probe = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const bool bound = bind(probe, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                       getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    close(probe);
    if (!bound) throw std::system_error(errno, std::generic_category(), "no free port");
    return ntohs(address.sin_port);
}

bool eventually(const std::function<bool()>& holds) {
    const auto until = std::chrono::steady_clock::now() + 10s;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::sleep_for(10ms);
    }
    return true;
}

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "stateless-").string() + std::string(6, 'X');
    if (mkdtemp(name.data()) == nullptr) throw std::system_error(errno, std::generic_category(), "no folder");
    path_ = name;
    if (const passwd* user = unprivileged_user();
        user != nullptr && chown(name.c_str(), user->pw_uid, user->pw_gid) != 0)
        throw std::system_error(errno, std::generic_category(), "chown");
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path TemporaryFolder::write(const std::string& name, const std::string& text) const {
    const auto file = path_ / name;
    std::ofstream(file) << text;
    std::filesystem::permissions(file, std::filesystem::perms::others_read, std::filesystem::perm_options::add);
    return file;
}

ServerProcess::ServerProcess(const std::vector<std::string>& command, const std::filesystem::path& log) {
    std::string program = program_path(command.front());
    std::vector<std::string> copies(command.begin() + 1, command.end());
    std::vector<char*> arguments{program.data()};
    for (std::string& argument : copies) arguments.push_back(argument.data());
    arguments.push_back(nullptr);
    const passwd* user = unprivileged_user();
    const int output = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (output < 0) throw std::system_error(errno, std::generic_category(), log.string());
    pid_ = fork();
    if (pid_ == 0) become(arguments, user, output);
    close(output);
    if (pid_ < 0) throw std::system_error(errno, std::generic_category(), "fork");
}

ServerProcess::~ServerProcess() { end(); }

void ServerProcess::send(int signal) const {
    if (pid_ > 0) ::kill(pid_, signal);
}

void ServerProcess::end(int signal) {
    if (pid_ <= 0) return;
    send(signal);
    send(SIGCONT);
    if (!eventually([this] { return !running(); })) {
        send(SIGKILL);
        finish();
    }
}

int ServerProcess::finish() {
    int status = 0;
    if (pid_ <= 0 || waitpid(pid_, &status, 0) != pid_) return -1;
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool ServerProcess::running() {
    if (pid_ <= 0) return false;
    if (waitpid(pid_, nullptr, WNOHANG) == 0) return true;
    pid_ = -1;
    return false;
}

}  // namespace stateless::testing
