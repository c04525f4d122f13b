// A mock of Poco's database sessions.
#pragma once

#include <cstddef>
#include <string>

namespace Poco::Data {

class Session;

namespace Keywords {
struct Now {};
inline constexpr Now now{};
template <typename T>
struct Into {};
template <typename T>
Into<T> into(T& value);
template <typename T>
struct Use {};
template <typename T>
Use<T> use(T& value);
}  // namespace Keywords

class Statement {
public:
    explicit Statement(Session& session);
    template <typename T>
    Statement& operator<<(const T& part);
    template <typename T>
    Statement& operator,(const T& part);
    std::size_t execute(bool reset = true);
    bool done();
    void executeAsync(bool reset = true);
};

class Session {
public:
    Session(const std::string& connector, const std::string& connection_string, std::size_t timeout = 60);
    explicit Session(const std::string& connection);
    template <typename T>
    Statement operator<<(const T& part);
    void begin();
    void commit();
    void close();
    bool isConnected();
};

class RecordSet {
public:
    explicit RecordSet(const Statement& statement);
    RecordSet(Session& session, const std::string& query);
};

class Transaction {
public:
    explicit Transaction(Session& session, bool start = true);
    void commit();
};

}  // namespace Poco::Data
