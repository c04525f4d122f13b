// A mock of oatpp's resource pool: each library has an alias of it.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

namespace oatpp::provider {

template <typename Resource>
class Provider {
public:
    virtual ~Provider() = default;
};

template <typename TProvider, typename Resource, typename Proxy>
class Pool : public TProvider {
public:
    static std::shared_ptr<Pool> createShared(const std::shared_ptr<TProvider>& provider, std::int64_t maxResources,
                                              const std::chrono::duration<std::int64_t, std::micro>& maxResourceTTL,
                                              const std::chrono::duration<std::int64_t, std::micro>& timeout =
                                                  std::chrono::microseconds::zero());
};

}  // namespace oatpp::provider
