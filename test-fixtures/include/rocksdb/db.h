// A mock of RocksDB.
#pragma once

#include <string>

namespace rocksdb {

struct Options {
    bool create_if_missing = false;
};
struct ReadOptions {};
struct WriteOptions {};

class Status {
public:
    bool ok() const;
};

class Iterator {
public:
    virtual ~Iterator() = default;
    virtual void SeekToFirst() = 0;
};
class WriteBatch {
public:
    Status Put(const std::string& key, const std::string& value);
};
class ColumnFamilyHandle {
public:
    virtual ~ColumnFamilyHandle() = default;
};

class DB {
public:
    static Status OpenForReadOnly(const Options& options, const std::string& name, DB** database);
    virtual Status Delete(const WriteOptions& options, const std::string& key) = 0;
    virtual Status Write(const WriteOptions& options, WriteBatch* updates) = 0;
    virtual Iterator* NewIterator(const ReadOptions& options) = 0;
    virtual ColumnFamilyHandle* DefaultColumnFamily() const = 0;
    virtual Status Close() = 0;
    virtual ~DB() = default;
    static Status Open(const Options& options, const std::string& name, DB** database);
    virtual Status Put(const WriteOptions& options, const std::string& key, const std::string& value) = 0;
    virtual Status Get(const ReadOptions& options, const std::string& key, std::string* value) = 0;
};

}  // namespace rocksdb
