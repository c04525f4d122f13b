// A mock of MySQL's X DevAPI.
#pragma once

#include <string>
#include <utility>

namespace mysqlx {

using string = std::string;

class Value {
public:
    template <typename T>
    T get() const;
};
class Row {
public:
    Value operator[](std::size_t column) const;
    explicit operator bool() const;
};
class SqlResult {
public:
    Row fetchOne();
};
class SqlStatement {
public:
    template <typename... Values>
    SqlStatement& bind(Values&&... values);
    SqlResult execute();
};
class SessionSettings {
public:
    SessionSettings(const string& uri);
    SessionSettings(const string& host, unsigned port, const string& user, const string& password,
                    const string& schema = {});
};
class Session {
public:
    Session(SessionSettings settings);
    template <typename... T>
    Session(T... options) : Session(SessionSettings(options...)) {}
    SqlStatement sql(const string& query);
    void close();
};
Session getSession(const string& uri);

class ClientSettings {
public:
    ClientSettings(const string& uri);
};
class Client {
public:
    Client(const string& uri, const string& options);
    Session getSession();
};
Client getClient(const string& uri, const string& options);

}  // namespace mysqlx
