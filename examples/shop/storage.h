// Where the shop keeps things: PostgreSQL for what must last, Redis for what may be lost.
#pragma once

#include <cstdlib>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

struct pg_conn;
struct redisContext;

inline std::string environment_or(const char* name, const std::string& fallback) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0' ? value : fallback;
}

struct Config {
    std::string listen_host = environment_or("SHOP_HOST", "0.0.0.0");
    int listen_port = std::stoi(environment_or("SHOP_PORT", "8080"));
    int scanner_port = std::stoi(environment_or("SHOP_SCANNER_PORT", "8081"));
    std::string database_host = environment_or("SHOP_DB_HOST", "localhost");
    std::string database_port = environment_or("SHOP_DB_PORT", "5432");
    std::string database_name = environment_or("SHOP_DB_NAME", "shop");
    std::string redis_host = environment_or("SHOP_REDIS_HOST", "localhost");
    int redis_port = std::stoi(environment_or("SHOP_REDIS_PORT", "6379"));
    std::string data_folder = environment_or("SHOP_DATA", "/var/lib/shop");
    std::string admin_token = environment_or("SHOP_ADMIN_TOKEN", "");
};

/// The database or Redis did not answer; a handler lets it through and the client gets a 503.
struct Unavailable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

using Row = std::vector<std::string>;

/// One connection to PostgreSQL.
class Database {
public:
    explicit Database(const Config& config);
    explicit Database(const std::string& dsn);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    std::vector<Row> query(const std::string& sql, const std::vector<std::string>& parameters = {});

private:
    pg_conn* connection_;
    int queries_ = 0;
};

/// A Redis client that connects when first needed and again after an error.
class Redis {
public:
    explicit Redis(const Config& config) : host_(config.redis_host), port_(config.redis_port) {}
    ~Redis();

    std::optional<std::string> get(const std::string& key);
    void set(const std::string& key, const std::string& value, int seconds);
    void remember_price(int product, const std::string& price);

private:
    redisContext* connected();
    void drop();

    std::string host_;
    int port_;
    std::mutex mutex_;
    redisContext* context_ = nullptr;
};
