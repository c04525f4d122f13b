// A mock of taoPQ.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace tao::pq {

class result {
public:
    std::size_t size() const noexcept;
};

class transaction {
public:
    template <typename... Arguments>
    result execute(const char* statement, Arguments&&... arguments);
    void commit();
};

class connection {
public:
    static std::shared_ptr<connection> create(const std::string& info);
    template <typename... Arguments>
    result execute(const char* statement, Arguments&&... arguments);
    void prepare(const std::string& name, const std::string& statement);
    std::shared_ptr<tao::pq::transaction> transaction();
};

class connection_pool {
public:
    static std::shared_ptr<connection_pool> create(const std::string& info);
    std::shared_ptr<tao::pq::connection> connection() noexcept;
};

}  // namespace tao::pq
