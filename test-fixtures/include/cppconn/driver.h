// A mock of MySQL Connector/C++'s interfaces.
#pragma once

#include <cstdint>
#include <string>

namespace sql {

using SQLString = std::string;

class ResultSet {
public:
    virtual ~ResultSet() = default;
    virtual bool next() = 0;
    virtual SQLString getString(const SQLString& column) const = 0;
    virtual std::int32_t getInt(const SQLString& column) const = 0;
};
class Statement {
public:
    virtual ~Statement() = default;
    virtual bool execute(const SQLString& query) = 0;
    virtual ResultSet* executeQuery(const SQLString& query) = 0;
    virtual int executeUpdate(const SQLString& query) = 0;
};
class PreparedStatement : public Statement {
public:
    using Statement::executeQuery;
    virtual ResultSet* executeQuery() = 0;
    virtual void setString(unsigned index, const SQLString& value) = 0;
    virtual void setInt(unsigned index, std::int32_t value) = 0;
};
class Connection {
public:
    virtual ~Connection() = default;
    virtual Statement* createStatement() = 0;
    virtual PreparedStatement* prepareStatement(const SQLString& query) = 0;
    virtual void setSchema(const SQLString& schema) = 0;
    virtual bool isValid() = 0;
    virtual void close() = 0;
};
class Driver {
public:
    virtual ~Driver() = default;
    virtual Connection* connect(const SQLString& host, const SQLString& user, const SQLString& password) = 0;
};

}  // namespace sql

extern "C" sql::Driver* get_driver_instance();
