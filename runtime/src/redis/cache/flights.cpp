// A flight leaves the table before it lands, so that nobody boards one that is over.
#include "redis/cache/flights.h"

#include "redis/errors.h"

namespace stateless::redis {

void Flight::land(CacheOutcome outcome) {
    {
        const std::lock_guard lock(mutex_);
        outcome_ = std::move(outcome);
    }
    landed_.notify_all();
}

const CacheOutcome* Flight::wait(net::Deadline deadline) {
    std::unique_lock lock(mutex_);
    landed_.wait_until(lock, deadline.at(), [&] { return outcome_.has_value(); });
    return outcome_ ? &*outcome_ : nullptr;
}

Flights::Lead::~Lead() {
    if (!flight_) return;
    CacheOutcome outcome;
    outcome.error = unavailable("whoever was to compute the value has given up");
    outcome.given_up = true;
    land(std::move(outcome));
}

void Flights::Lead::land(CacheOutcome outcome) {
    {
        const std::lock_guard lock(flights_.mutex_);
        flights_.flights_.erase(id_);
    }
    flight_->land(std::move(outcome));
    flight_.reset();
}

Flights::Place Flights::board(const std::string& id) {
    const std::lock_guard lock(mutex_);
    std::shared_ptr<Flight>& flight = flights_[id];
    if (flight) return {nullptr, flight};
    flight = std::make_shared<Flight>();
    return {std::make_unique<Lead>(*this, id, flight), nullptr};
}

}  // namespace stateless::redis
