// A mock of OTL.
#pragma once

#include <string>

class otl_connect {
public:
    otl_connect();
    explicit otl_connect(const char* connect_string, const int auto_commit = 0);
    static int otl_initialize(const int threaded_mode = 0);
    void rlogon(const char* connect_string, const int auto_commit = 0, const char* username = nullptr,
                const char* password = nullptr);
    void logoff();
    void commit();
    void rollback();
};

class otl_stream {
public:
    otl_stream();
    otl_stream(const int buffer_size, const char* sql, otl_connect& connection);
    void open(const int buffer_size, const char* sql, otl_connect& connection);
    int eof();
    otl_stream& operator<<(const int value);
    otl_stream& operator<<(const std::string& value);
    otl_stream& operator>>(int& value);
    otl_stream& operator>>(std::string& value);
};
