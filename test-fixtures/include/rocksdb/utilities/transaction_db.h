// A mock of RocksDB's transactions.
#pragma once

#include <rocksdb/db.h>

namespace rocksdb {

struct TransactionDBOptions {};

class TransactionDB : public DB {
public:
    static Status Open(const Options& options, const TransactionDBOptions& transactions, const std::string& name,
                       TransactionDB** database);
};

}  // namespace rocksdb
