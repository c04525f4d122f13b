// A socket leads to each process: eight bytes of item number go there; a Head and the result come back.
// The parent keeps to one thread and waits in poll(), which also is the watchdog. A process that dies closes its
// socket.
#include "cli/worker_processes.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/misuse.h"

namespace stateless::lint {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t stack_size = 64u << 20;  // deeply nested templates and expressions
constexpr std::size_t mib = 1u << 20;

struct Memory {
    std::size_t resident = 0;
    std::size_t data = 0;
};

Memory memory_of_process() {
    std::FILE* file = std::fopen("/proc/self/statm", "re");
    if (!file) return {};
    Memory pages;
    const int read = std::fscanf(file, "%*u %zu %*u %*u %*u %zu", &pages.resident, &pages.data);
    std::fclose(file);
    if (read != 2) return {};
    const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    return {pages.resident * page, pages.data * page};
}

bool send_all(int socket, const char* bytes, std::size_t size) {
    while (size > 0) {
        const ssize_t count = ::send(socket, bytes, size, MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        bytes += count;
        size -= static_cast<std::size_t>(count);
    }
    return true;
}

bool receive_number(int socket, std::uint64_t& number) {
    ssize_t count = 0;
    do count = ::recv(socket, &number, sizeof number, MSG_WAITALL);
    while (count < 0 && errno == EINTR);
    return count == static_cast<ssize_t>(sizeof number);
}

/// What a process sends before a result.
struct Head {
    std::uint64_t size = 0;
    std::uint64_t leaves = 0;  // 1: it has grown too large, and takes no more items
};

/// The life of a worker process: items until the parent closes the socket.
struct Life {
    int socket;
    const WorkerHandlers& handlers;
    std::size_t memory_mib;

    void live() const {
        const std::size_t inherited = memory_of_process().resident;
        std::uint64_t item = 0;
        while (receive_number(socket, item)) {
            const std::string result = handlers.work(item);
            Head head;
            head.size = result.size();
            head.leaves = memory_mib != 0 && memory_of_process().resident > inherited + memory_mib * mib / 2;
            if (!send_all(socket, reinterpret_cast<const char*>(&head), sizeof head) ||
                !send_all(socket, result.data(), result.size()) || head.leaves)
                break;
        }
        ::_exit(0);
    }
};

void prepare_process(std::size_t memory_mib) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    if (memory_mib != 0) {
        const rlim_t most = memory_of_process().data + stack_size + memory_mib * mib;
        const rlimit memory{most, most};
        ::setrlimit(RLIMIT_DATA, &memory);
    }
    // What a dying front end prints would stand in the middle of our own words; the gap says that it died.
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0) ::dup2(nowhere, STDERR_FILENO);
    for (const int signal : {SIGSEGV, SIGBUS, SIGILL, SIGABRT, SIGFPE, SIGTRAP}) ::signal(signal, SIG_DFL);
}

[[noreturn]] void be_worker(const Life& life) {
    prepare_process(life.memory_mib);
    pthread_attr_t attributes;
    ::pthread_attr_init(&attributes);
    ::pthread_attr_setstacksize(&attributes, stack_size);
    pthread_t thread{};
    const auto start = [](void* given) -> void* {
        static_cast<const Life*>(given)->live();
        return nullptr;
    };
    if (::pthread_create(&thread, &attributes, start, const_cast<Life*>(&life)) == 0) ::pthread_join(thread, nullptr);
    ::_exit(1);
}

struct Worker {
    pid_t process = -1;
    int socket = -1;
    std::optional<std::size_t> item;
    Clock::time_point deadline = Clock::time_point::max();
    std::string received;
};

class Pool {
public:
    Pool(const std::vector<std::size_t>& items, const WorkerLimits& limits, const WorkerHandlers& handlers)
        : items_(items), limits_(limits), handlers_(handlers),
          workers_(std::min<std::size_t>(std::max(limits.processes, 1u), items.size())) {}
    ~Pool() {
        for (Worker& worker : workers_) {
            if (worker.process > 0) ::kill(worker.process, SIGKILL);
            bury(worker);
        }
    }
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    std::size_t run() {
        const auto is_busy = [](const Worker& worker) { return worker.item.has_value(); };
        while (true) {
            for (Worker& worker : workers_) {
                if (!worker.item && next_ < items_.size()) hand_out(worker);
            }
            if (std::none_of(workers_.begin(), workers_.end(), is_busy)) break;
            wait();
        }
        for (Worker& worker : workers_) bury(worker);
        return peak_mib_;
    }

private:
    /// The next item, to a process that may have to be started first.
    void hand_out(Worker& worker) {
        if (worker.process < 0 && !start(worker)) {
            const auto lives = [](const Worker& other) { return other.process > 0; };
            if (std::none_of(workers_.begin(), workers_.end(), lives))
                throw Misuse(std::string("cannot start a process: ") + std::strerror(errno));
            return;
        }
        const std::uint64_t item = items_[next_];
        if (!send_all(worker.socket, reinterpret_cast<const char*>(&item), sizeof item)) {
            bury(worker);  // killed while it was idle: the next round starts another
            return hand_out(worker);
        }
        worker.item = items_[next_++];
        worker.deadline = Clock::time_point::max();
        if (limits_.item_seconds > 0) {
            const std::chrono::duration<double> time(limits_.item_seconds);
            worker.deadline = Clock::now() + std::chrono::ceil<std::chrono::milliseconds>(time);
        }
    }

    bool start(Worker& worker) {
        int ends[2];
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return false;
        const pid_t process = ::fork();
        if (process == 0) {
            ::close(ends[0]);
            for (const Worker& other : workers_) {
                if (other.process > 0) ::close(other.socket);
            }
            be_worker({ends[1], handlers_, limits_.memory_mib});
        }
        ::close(ends[1]);
        if (process < 0) {
            ::close(ends[0]);
            return false;
        }
        worker = Worker();
        worker.process = process;
        worker.socket = ends[0];
        return true;
    }

    /// Until something comes from a process, or one is over its time.
    void wait() {
        std::vector<pollfd> sockets;
        auto deadline = Clock::time_point::max();
        for (const Worker& worker : workers_) {
            sockets.push_back({worker.socket, POLLIN, 0});  // one that is closed is -1, and left out
            if (worker.item) deadline = std::min(deadline, worker.deadline);
        }
        int milliseconds = -1;
        if (deadline != Clock::time_point::max()) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
            milliseconds = static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
        }
        if (::poll(sockets.data(), sockets.size(), milliseconds) < 0 && errno != EINTR)
            throw Misuse(std::string("cannot wait for a process: ") + std::strerror(errno));
        const auto now = Clock::now();
        for (std::size_t at = 0; at < workers_.size(); ++at) {
            Worker& worker = workers_[at];
            if (sockets[at].revents != 0) receive(worker);
            else if (worker.item && worker.deadline <= now) stop(worker);
        }
    }

    void receive(Worker& worker) {
        char buffer[1u << 16];
        const ssize_t count = ::recv(worker.socket, buffer, sizeof buffer, MSG_DONTWAIT);
        if (count < 0 && (errno == EINTR || errno == EAGAIN)) return;
        if (count <= 0) {
            const auto item = worker.item;
            const int status = bury(worker);
            if (item) handlers_.lost(*item, death(status));
            return;
        }
        worker.received.append(buffer, static_cast<std::size_t>(count));
        Head head;
        if (worker.received.size() < sizeof head) return;
        std::memcpy(&head, worker.received.data(), sizeof head);
        if (worker.received.size() - sizeof head < head.size || !worker.item) return;
        const std::size_t item = *worker.item;
        std::string result = worker.received.substr(sizeof head);
        worker.received.clear();
        worker.item.reset();
        if (head.leaves) bury(worker);
        handlers_.done(item, std::move(result));
    }

    void stop(Worker& worker) {
        const std::size_t item = *worker.item;
        ::kill(worker.process, SIGKILL);
        bury(worker);
        char reason[64];
        std::snprintf(reason, sizeof reason, "took more than %g s", limits_.item_seconds);
        handlers_.lost(item, reason);
    }

    static std::string death(int status) {
        if (WIFSIGNALED(status)) return std::string("crashed (") + ::strsignal(WTERMSIG(status)) + ")";
        return "stopped";
    }

    /// Waits for the process to end, which a closed socket makes it do, and returns its status.
    int bury(Worker& worker) {
        if (worker.process < 0) return 0;
        ::close(worker.socket);
        int status = 0;
        rusage usage{};
        while (::wait4(worker.process, &status, 0, &usage) < 0 && errno == EINTR) {
        }
        peak_mib_ = std::max(peak_mib_, static_cast<std::size_t>(usage.ru_maxrss) / 1024);
        worker = Worker();
        return status;
    }

    const std::vector<std::size_t>& items_;
    const WorkerLimits& limits_;
    const WorkerHandlers& handlers_;
    std::vector<Worker> workers_;  // one without a process is to be started yet, or again
    std::size_t next_ = 0;
    std::size_t peak_mib_ = 0;
};

}  // namespace

std::size_t run_in_processes(const std::vector<std::size_t>& items, const WorkerLimits& limits,
                             const WorkerHandlers& handlers) {
    return Pool(items, limits, handlers).run();
}

}  // namespace stateless::lint
