// A mock of RocksDB's optimistic transactions and of its entries with a time to live.
#pragma once

#include <rocksdb/db.h>

#include <cstdint>

namespace rocksdb {

class OptimisticTransactionDB : public DB {
public:
    static Status Open(const Options& options, const std::string& name, OptimisticTransactionDB** database);
};
class DBWithTTL : public DB {
public:
    static Status Open(const Options& options, const std::string& name, DBWithTTL** database, std::int32_t ttl = 0,
                       bool read_only = false);
};

}  // namespace rocksdb
