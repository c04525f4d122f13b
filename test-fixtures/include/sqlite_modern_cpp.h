// A mock of sqlite_modern_cpp.
#pragma once

#include <string>

namespace sqlite {

class database_binder {
public:
    template <typename T>
    database_binder& operator<<(const T& value);
    template <typename T>
    void operator>>(T&& target);
};

class database {
public:
    explicit database(const std::string& name);
    database_binder operator<<(const std::string& sql);
};

}  // namespace sqlite
