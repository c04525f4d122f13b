// A mock of Sogou Workflow's tasks and their factory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <ctime>
#include <functional>
#include <string>
#include <utility>

class SubTask {
public:
    virtual ~SubTask() = default;
};

class SeriesWork {
public:
    void push_back(SubTask* task);
    void push_front(SubTask* task);
    void set_callback(std::function<void(const SeriesWork*)> callback);
};

namespace protocol {

class HttpMessage {
public:
    bool append_output_body(const char* text);
    bool append_output_body(const std::string& text);
    bool add_header_pair(const char* name, const char* value);
    bool add_header_pair(const std::string& name, const std::string& value);
    bool set_header_pair(const char* name, const char* value);
    bool set_header_pair(const std::string& name, const std::string& value);
};
class HttpRequest : public HttpMessage {
public:
    const char* get_request_uri() const;
    const char* get_method() const;
};
class HttpResponse : public HttpMessage {
public:
    bool set_status_code(const char* code);
    bool set_status_code(const std::string& code);
};
class MySQLRequest {
public:
    void set_query(const char* query);
    void set_query(const std::string& query);
};
class MySQLResponse {};

}  // namespace protocol

template <class REQ, class RESP>
class WFNetworkTask : public SubTask {
public:
    REQ* get_req();
    RESP* get_resp();
    int get_state() const;
    void start();
    void set_callback(std::function<void(WFNetworkTask<REQ, RESP>*)> callback);
    void* user_data = nullptr;
};

using WFHttpTask = WFNetworkTask<protocol::HttpRequest, protocol::HttpResponse>;
using WFMySQLTask = WFNetworkTask<protocol::MySQLRequest, protocol::MySQLResponse>;
using http_callback_t = std::function<void(WFHttpTask*)>;
using mysql_callback_t = std::function<void(WFMySQLTask*)>;

class WFTimerTask : public SubTask {
public:
    void start();
};
using timer_callback_t = std::function<void(WFTimerTask*)>;

class WFGoTask : public SubTask {
public:
    void start();
};

SeriesWork* series_of(const SubTask* task);

class WFTaskFactory {
public:
    static WFHttpTask* create_http_task(const std::string& url, int redirect_max, int retry_max,
                                        http_callback_t callback);
    static WFMySQLTask* create_mysql_task(const std::string& url, int retry_max, mysql_callback_t callback);
    static WFTimerTask* create_timer_task(unsigned microseconds, timer_callback_t callback);
    static WFTimerTask* create_timer_task(std::time_t seconds, long nanoseconds, timer_callback_t callback);
    template <class FUNC, class... ARGS>
    static WFGoTask* create_go_task(const std::string& queue, FUNC&& function, ARGS&&... args);
};
