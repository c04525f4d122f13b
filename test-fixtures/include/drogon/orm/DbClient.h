// A mock of drogon's database clients and their configuration.
#pragma once

#include <functional>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>

namespace drogon::orm {

struct PostgresConfig {
    std::string host;
    unsigned short port;
    std::string databaseName;
    std::string username;
    std::string password;
    std::size_t connectionNumber;
    std::string name;
    bool isFast;
    std::string characterSet;
    double timeout;
    bool autoBatch;
    std::unordered_map<std::string, std::string> connectOptions;
};

struct MysqlConfig {
    std::string host;
    unsigned short port;
    std::string databaseName;
    std::string username;
    std::string password;
    std::size_t connectionNumber;
    std::string name;
    bool isFast;
    std::string characterSet;
    double timeout;
};

struct Sqlite3Config {
    std::size_t connectionNumber;
    std::string filename;
    std::string name;
    double timeout;
};

using DbConfig = std::variant<PostgresConfig, MysqlConfig, Sqlite3Config>;

class Field {
public:
    template <typename T>
    T as() const;
    bool isNull() const;
};

class Row {
public:
    Field operator[](std::size_t column) const;
    Field operator[](const char* column) const;
    Field operator[](const std::string& column) const;
};

class Result {
public:
    class ConstIterator {
    public:
        const Row& operator*() const;
        ConstIterator& operator++();
        bool operator!=(const ConstIterator& other) const;
    };
    ConstIterator begin() const;
    ConstIterator end() const;
    std::size_t size() const noexcept;
    bool empty() const noexcept;
    Row operator[](std::size_t index) const;
};

namespace internal {
class SqlAwaiter {};
class SqlBinder {
public:
    template <typename T>
    SqlBinder& operator<<(const T& value);
    template <typename Callback>
    SqlBinder& operator>>(Callback&& callback);
    void exec();
};
}  // namespace internal

class DbClient {
public:
    virtual ~DbClient();
    static std::shared_ptr<DbClient> newPgClient(const std::string& info, std::size_t connections,
                                                 bool auto_batch = false);
    static std::shared_ptr<DbClient> newMysqlClient(const std::string& info, std::size_t connections);
    static std::shared_ptr<DbClient> newSqlite3Client(const std::string& info, std::size_t connections);

    template <typename FUNCTION1, typename FUNCTION2, typename... Arguments>
    void execSqlAsync(const std::string& sql, FUNCTION1&& on_result, FUNCTION2&& on_error,
                      Arguments&&... args) noexcept;
    template <typename... Arguments>
    std::future<Result> execSqlAsyncFuture(const std::string& sql, Arguments&&... args) noexcept;
    template <typename... Arguments>
    internal::SqlAwaiter execSqlCoro(const std::string& sql, Arguments... args) noexcept;
    template <typename... Arguments>
    Result execSqlSync(const std::string& sql, Arguments&&... args);
    internal::SqlBinder operator<<(const std::string& sql);
    virtual bool hasAvailableConnections() const noexcept = 0;
};
using DbClientPtr = std::shared_ptr<DbClient>;

}  // namespace drogon::orm
