// A mock of LevelDB.
#pragma once

#include <string>

namespace leveldb {

struct Options {
    bool create_if_missing = false;
};
struct ReadOptions {};
struct WriteOptions {
    bool sync = false;
};

class Status {
public:
    bool ok() const;
    std::string ToString() const;
};

class Iterator {
public:
    virtual ~Iterator() = default;
    virtual void SeekToFirst() = 0;
};
class WriteBatch {
public:
    void Put(const std::string& key, const std::string& value);
};

class DB {
public:
    virtual Status Write(const WriteOptions& options, WriteBatch* updates) = 0;
    virtual Iterator* NewIterator(const ReadOptions& options) = 0;
    virtual ~DB() = default;
    static Status Open(const Options& options, const std::string& name, DB** database);
    virtual Status Put(const WriteOptions& options, const std::string& key, const std::string& value) = 0;
    virtual Status Get(const ReadOptions& options, const std::string& key, std::string* value) = 0;
    virtual Status Delete(const WriteOptions& options, const std::string& key) = 0;
};

}  // namespace leveldb
