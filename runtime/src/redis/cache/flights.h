// What this process computes at this moment, so that whoever wants the same waits for it instead of doing it too.
#pragma once

#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include <stateless/cache.h>

#include "net/deadline.h"

namespace stateless::redis {

/// How a computation, or a wait for another replica's, ended.
struct CacheOutcome {
    std::string bytes;
    CacheSource source = CacheSource::computed;
    std::optional<Error> error;
    std::exception_ptr exception;
    bool given_up = false;  ///< nobody has tried

    [[nodiscard]] bool failed() const { return error || exception; }
};

class Flight {
public:
    void land(CacheOutcome outcome);
    /// Null if the deadline passes first.
    [[nodiscard]] const CacheOutcome* wait(net::Deadline deadline);

private:
    std::mutex mutex_;
    std::condition_variable landed_;
    std::optional<CacheOutcome> outcome_;  // never changes once it is there
};

class Flights {
public:
    /// Of one who computes. It lands, with an error if nothing else was said, when this goes; nobody finds the flight
    /// from then on.
    class Lead {
    public:
        Lead(Flights& flights, std::string id, std::shared_ptr<Flight> flight)
            : flights_(flights), id_(std::move(id)), flight_(std::move(flight)) {}
        Lead(const Lead&) = delete;
        Lead& operator=(const Lead&) = delete;
        ~Lead();
        void land(CacheOutcome outcome);

    private:
        Flights& flights_;
        const std::string id_;
        std::shared_ptr<Flight> flight_;
    };

    /// One of the two: the lead if nobody computes that, the flight of whoever does otherwise.
    struct Place {
        std::unique_ptr<Lead> lead;
        std::shared_ptr<Flight> flight;
    };
    [[nodiscard]] Place board(const std::string& id);

private:
    std::mutex mutex_;
    std::unordered_map<std::string, std::shared_ptr<Flight>> flights_;
};

}  // namespace stateless::redis
