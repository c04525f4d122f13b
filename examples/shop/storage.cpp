#include "storage.h"

#include <hiredis.h>
#include <libpq-fe.h>

#include "telemetry.h"

namespace {

constexpr int price_ttl_seconds = 0;

std::string dsn_of(const Config& config) {
    return "host=" + config.database_host + " port=" + config.database_port + " dbname=" + config.database_name +
           " connect_timeout=2";
}

struct ReplyDeleter {
    void operator()(redisReply* reply) const { freeReplyObject(reply); }
};
using Reply = std::unique_ptr<redisReply, ReplyDeleter>;

Reply as_reply(void* raw) { return Reply(static_cast<redisReply*>(raw)); }

}  // namespace

Database::Database(const Config& config) : Database(dsn_of(config)) {}

Database::Database(const std::string& dsn) : connection_(PQconnectdb(dsn.c_str())) {
    if (PQstatus(connection_) == CONNECTION_OK) return;
    std::string reason = PQerrorMessage(connection_);
    PQfinish(connection_);
    throw Unavailable("database: " + reason);
}

Database::~Database() {
    log_line("debug", "closing after " + std::to_string(queries_) + " queries");
    PQfinish(connection_);
}

std::vector<Row> Database::query(const std::string& sql, const std::vector<std::string>& parameters) {
    std::vector<const char*> values;
    for (const auto& parameter : parameters) values.push_back(parameter.c_str());
    ++queries_;
    metrics().queries.fetch_add(1, std::memory_order_relaxed);
    std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexecParams(connection_, sql.c_str(),
                                                                      static_cast<int>(values.size()), nullptr,
                                                                      values.data(), nullptr, nullptr, 0),
                                                         PQclear);
    ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        throw Unavailable(std::string("query: ") + PQerrorMessage(connection_));
    std::vector<Row> rows(static_cast<size_t>(PQntuples(result.get())));
    for (size_t i = 0; i < rows.size(); ++i)
        for (int column = 0; column < PQnfields(result.get()); ++column)
            rows[i].push_back(PQgetvalue(result.get(), static_cast<int>(i), column));
    return rows;
}

Redis::~Redis() { drop(); }

redisContext* Redis::connected() {
    if (context_ != nullptr) return context_;
    timeval timeout{1, 0};
    context_ = redisConnectWithTimeout(host_.c_str(), port_, timeout);
    if (context_ == nullptr || context_->err != 0) {
        drop();
        throw Unavailable("redis: no connection to " + host_);
    }
    redisSetTimeout(context_, timeout);
    return context_;
}

void Redis::drop() {
    if (context_ != nullptr) redisFree(context_);
    context_ = nullptr;
}

std::optional<std::string> Redis::get(const std::string& key) {
    std::lock_guard lock(mutex_);
    Reply reply = as_reply(redisCommand(connected(), "GET %s", key.c_str()));
    if (!reply) {
        drop();
        throw Unavailable("redis: lost the connection");
    }
    if (reply->type != REDIS_REPLY_STRING) return std::nullopt;
    return std::string(reply->str, static_cast<size_t>(reply->len));
}

void Redis::set(const std::string& key, const std::string& value, int seconds) {
    std::lock_guard lock(mutex_);
    if (!as_reply(redisCommand(connected(), "SETEX %s %d %s", key.c_str(), seconds, value.c_str()))) drop();
}

void Redis::remember_price(int product, const std::string& price) {
    std::lock_guard lock(mutex_);
    if (!as_reply(redisCommand(connected(), "SET price:%d %s EX %d", product, price.c_str(), price_ttl_seconds)))
        drop();
}
