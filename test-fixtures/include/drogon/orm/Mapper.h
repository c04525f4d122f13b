// A mock of drogon's mappers and of its listener for notifications.
#pragma once

#include <drogon/orm/DbClient.h>

#include <vector>

namespace drogon::orm {

class Criteria {
public:
    Criteria(std::string column, int value);
};

class Transaction : public DbClient {
public:
    virtual void rollback() = 0;
};

template <typename T>
class Mapper {
public:
    explicit Mapper(DbClientPtr client);
    T findByPrimaryKey(int key);
    std::vector<T> findAll();
    std::vector<T> findBy(const Criteria& criteria);
    T findOne(const Criteria& criteria);
    std::future<T> findFutureByPrimaryKey(int key);
    std::size_t count(const Criteria& criteria);
    std::future<std::size_t> countFuture(const Criteria& criteria);
    void insert(T& row);
    std::future<T> insertFuture(const T& row);
    std::size_t update(const T& row);
    std::size_t deleteOne(const T& row);
    std::size_t deleteBy(const Criteria& criteria);
};

template <typename T>
class CoroMapper : public Mapper<T> {
public:
    explicit CoroMapper(const DbClientPtr& client);
};

class DbListener {
public:
    using MessageCallback = std::function<void(std::string channel, std::string message)>;
    virtual ~DbListener() = default;
    static std::shared_ptr<DbListener> newPgListener(const std::string& info);
    virtual void listen(const std::string& channel, MessageCallback callback) noexcept = 0;
};

}  // namespace drogon::orm
