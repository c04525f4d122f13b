// A redis-server of this test alone, on a free loopback port, in a temporary folder.
#pragma once

#include <chrono>
#include <csignal>
#include <string>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "hosts/program.h"

namespace stateless::lint::testing {

/// Listens on a free loopback port, and never answers.
class SilentServer {
public:
    SilentServer() : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        const bool bound = bind(socket_, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                           listen(socket_, 64) == 0 &&
                           getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0;
        port_ = bound ? ntohs(address.sin_port) : 0;
    }
    ~SilentServer() { close(socket_); }
    SilentServer(const SilentServer&) = delete;
    SilentServer& operator=(const SilentServer&) = delete;
    int port() const { return port_; }

private:
    int socket_;
    int port_ = 0;
};

/// Nobody listens there, for the moment.
inline int free_port() { return SilentServer().port(); }

class RedisProcess {
public:
    explicit RedisProcess(const std::vector<std::string>& options = {}) : port_(free_port()) {
        std::vector<std::string> words{
            "redis-server", "--port",      std::to_string(port_), "--bind", "127.0.0.1", "--save", "",
            "--dir",        folder_.path()};
        words.insert(words.end(), options.begin(), options.end());
        process_ = fork();
        if (process_ == 0) {
            std::vector<char*> raw;
            for (const std::string& word : words) raw.push_back(const_cast<char*>(word.c_str()));
            raw.push_back(nullptr);
            const int out = new_file(folder_.path() / "log");
            dup2(out, 1);
            dup2(out, 2);
            execvp(raw[0], raw.data());
            _exit(127);
        }
        bool ready = false;
        for (int tries = 0; tries < 500 && !ready; ++tries) {
            const std::string answer = command({"PING"});
            ready = answer.ends_with("PONG\n") || answer.find("NOAUTH") != std::string::npos;
            if (!ready) std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        EXPECT_TRUE(ready) << "redis-server does not answer";
    }
    ~RedisProcess() { stop(); }
    RedisProcess(const RedisProcess&) = delete;
    RedisProcess& operator=(const RedisProcess&) = delete;

    void stop() {
        if (process_ <= 0) return;
        kill(process_, SIGKILL);
        waitpid(process_, nullptr, 0);
        process_ = -1;
    }

    /// It keeps its connections and answers nothing more.
    void freeze() const { kill(process_, SIGSTOP); }

    int port() const { return port_; }

    /// What redis-cli prints.
    std::string command(std::vector<std::string> words) const {
        words.insert(words.begin(), {"/usr/bin/redis-cli", "-p", std::to_string(port_)});
        return run_program(words, folder_.path()).out;
    }

private:
    TemporaryFolder folder_;
    int port_;
    pid_t process_ = -1;
};

}  // namespace stateless::lint::testing
