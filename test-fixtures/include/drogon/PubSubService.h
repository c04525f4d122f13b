// A mock of drogon's topics in the process's memory.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace drogon {

using SubscriberID = std::uint64_t;

template <typename MessageType>
class PubSubService {
public:
    using MessageHandler = std::function<void(const std::string&, const MessageType&)>;
    void publish(const std::string& topic, const MessageType& message);
    SubscriberID subscribe(const std::string& topic, MessageHandler handler);
    void unsubscribe(const std::string& topic, SubscriberID id);
};

}  // namespace drogon
