// A mock of SQLiteCpp.
#pragma once

#include <string>

namespace SQLite {

constexpr int OPEN_READONLY = 1;
constexpr int OPEN_READWRITE = 2;
constexpr int OPEN_CREATE = 4;

class Column;

class Database {
public:
    Column execAndGet(const char* query);
    explicit Database(const std::string& filename, int flags = OPEN_READONLY, int busy_timeout_ms = 0,
                      const std::string& vfs = "");
    Database(Database&& other);
    int exec(const char* queries);
    int exec(const std::string& queries);
};

class Column {
public:
    int getInt() const;
    std::string getString() const;
};

class Statement {
public:
    Statement(const Database& database, const std::string& query);
    void bind(int index, int value);
    void bind(int index, const std::string& value);
    bool executeStep();
    int exec();
    Column getColumn(int index) const;
};

}  // namespace SQLite
