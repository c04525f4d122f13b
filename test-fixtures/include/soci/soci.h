// A mock of SOCI.
#pragma once

#include <cstddef>
#include <string>
#include <utility>

namespace soci {

class backend_factory {};
class postgresql_backend_factory : public backend_factory {};
class mysql_backend_factory : public backend_factory {};
class sqlite3_backend_factory : public backend_factory {};
extern postgresql_backend_factory const postgresql;
extern mysql_backend_factory const mysql;
extern sqlite3_backend_factory const sqlite3;

class connection_parameters {
public:
    connection_parameters();
    connection_parameters(const backend_factory& factory, const std::string& connect_string);
    connection_parameters(const std::string& backend_name, const std::string& connect_string);
};

class connection_pool;

namespace details {
class once_temp_type {
public:
    template <typename T>
    once_temp_type& operator<<(const T& part);
    template <typename T>
    once_temp_type& operator,(const T& part);
};
class once_type {
public:
    template <typename T>
    once_temp_type operator<<(const T& part);
};
template <typename T>
class into_type {};
template <typename T>
class use_type {};
}  // namespace details

template <typename T>
details::into_type<T> into(T& value);
template <typename T>
details::use_type<T> use(const T& value, const std::string& name = "");

class session {
public:
    session();
    explicit session(const connection_parameters& parameters);
    session(const backend_factory& factory, const std::string& connect_string);
    session(const std::string& backend_name, const std::string& connect_string);
    explicit session(const std::string& connect_string);
    explicit session(connection_pool& pool);
    void open(const connection_parameters& parameters);
    void open(const backend_factory& factory, const std::string& connect_string);
    void open(const std::string& backend_name, const std::string& connect_string);
    void open(const std::string& connect_string);
    void close();
    void begin();
    void commit();
    template <typename T>
    details::once_temp_type operator<<(const T& query);
    details::once_type once;
};

class connection_pool {
public:
    explicit connection_pool(std::size_t size);
    session& at(std::size_t position);
    std::size_t lease();
    void give_back(std::size_t position);
};

}  // namespace soci
