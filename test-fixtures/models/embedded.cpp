// RocksDB, LevelDB and LMDB: every way to open a folder, to ask and to change.
//--- main.cpp
#include <httplib.h>
#include <leveldb/c.h>
#include <leveldb/db.h>
#include <lmdb.h>
#include <rocksdb/c.h>
#include <rocksdb/db.h>
#include <rocksdb/utilities/optimistic_transaction_db.h>
#include <rocksdb/utilities/transaction_db.h>

static rocksdb::DB* rocks;
static leveldb::DB* level;
static MDB_env* memory_map;
static MDB_txn* transaction;
static MDB_cursor* cursor;
static MDB_val key;
static MDB_val value;
static rocksdb_t* of_c;
static leveldb_t* level_of_c;
static rocksdb::ColumnFamilyHandle* family;

int main() {
    rocksdb::DB::Open(rocksdb::Options(), "rocks", &rocks);  // want embedded-db: "'rocksdb::DB::Open' opens the file 'rocks' as a rocksdb database"
    rocksdb::DB::OpenForReadOnly(rocksdb::Options(), "read-only", &rocks);  // want embedded-db: "'rocksdb::DB::OpenForReadOnly' opens the file 'read-only' as a rocksdb database"
    rocksdb::TransactionDB* with_transactions = nullptr;
    rocksdb::TransactionDB::Open(rocksdb::Options(), rocksdb::TransactionDBOptions(), "transactions", &with_transactions);  // want embedded-db: "'rocksdb::TransactionDB::Open' opens the file 'transactions' as a rocksdb database"
    rocksdb::OptimisticTransactionDB* optimistic = nullptr;
    rocksdb::OptimisticTransactionDB::Open(rocksdb::Options(), "optimistic", &optimistic);  // want embedded-db: "'rocksdb::OptimisticTransactionDB::Open' opens the file 'optimistic' as a rocksdb database"
    rocksdb::DBWithTTL* with_ttl = nullptr;
    rocksdb::DBWithTTL::Open(rocksdb::Options(), "ttl", &with_ttl, 60);  // want embedded-db: "'rocksdb::DBWithTTL::Open' opens the file 'ttl' as a rocksdb database"
    of_c = rocksdb_open(nullptr, "of-c", nullptr);  // want embedded-db: "'rocksdb_open' opens the file 'of-c' as a rocksdb database"
    leveldb::DB::Open(leveldb::Options(), "level", &level);  // want embedded-db: "'leveldb::DB::Open' opens the file 'level' as a leveldb database"
    level_of_c = leveldb_open(nullptr, "level-of-c", nullptr);  // want embedded-db: "'leveldb_open' opens the file 'level-of-c' as a leveldb database"
    mdb_env_create(&memory_map);
    mdb_env_open(memory_map, "lmdb", 0, 0600);  // want embedded-db: "'mdb_env_open' opens the file 'lmdb' as a lmdb database"
    family = rocks->DefaultColumnFamily();
    httplib::Server server;
    server.Get("/1", [](const httplib::Request&, httplib::Response& page) { std::string text; rocks->Get(rocksdb::ReadOptions(), "k", &text); page.set_content("", "text/html"); });  // want uncached-read: "'GET /1' asks the database with rocksdb::DB::Get for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/2", [](const httplib::Request&, httplib::Response& page) { rocks->NewIterator(rocksdb::ReadOptions())->SeekToFirst(); page.set_content("", "text/html"); });
    server.Get("/3", [](const httplib::Request&, httplib::Response& page) { std::string text; level->Get(leveldb::ReadOptions(), "k", &text); page.set_content("", "text/html"); });  // want uncached-read: "'GET /3' asks the database with leveldb::DB::Get for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/4", [](const httplib::Request&, httplib::Response& page) { level->NewIterator(leveldb::ReadOptions())->SeekToFirst(); page.set_content("", "text/html"); });
    server.Get("/5", [](const httplib::Request&, httplib::Response& page) { mdb_get(transaction, 1, &key, &value); page.set_content("", "text/html"); });  // want uncached-read: "'GET /5' asks the database with mdb_get for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Get("/6", [](const httplib::Request&, httplib::Response& page) { mdb_cursor_get(cursor, &key, &value, MDB_FIRST); page.set_content("", "text/html"); });  // want uncached-read: "'GET /6' asks the database with mdb_cursor_get for every request and lets nobody keep the answer; put stateless::Cache or stateless::PageCache before it, or let caches hold the response with stateless::CacheControl"
    server.Post("/1", [](const httplib::Request&, httplib::Response&) { rocks->Put(rocksdb::WriteOptions(), "k", "v"); });
    server.Post("/2", [](const httplib::Request&, httplib::Response&) { rocks->Delete(rocksdb::WriteOptions(), "k"); });
    server.Post("/3", [](const httplib::Request&, httplib::Response&) { rocksdb::WriteBatch batch; rocks->Write(rocksdb::WriteOptions(), &batch); });
    server.Post("/4", [](const httplib::Request&, httplib::Response&) { level->Put(leveldb::WriteOptions(), "k", "v"); });
    server.Post("/5", [](const httplib::Request&, httplib::Response&) { level->Delete(leveldb::WriteOptions(), "k"); });
    server.Post("/6", [](const httplib::Request&, httplib::Response&) { leveldb::WriteBatch batch; level->Write(leveldb::WriteOptions(), &batch); });
    server.Post("/7", [](const httplib::Request&, httplib::Response&) { mdb_put(transaction, 1, &key, &value, 0); });
    server.Post("/8", [](const httplib::Request&, httplib::Response&) { mdb_del(transaction, 1, &key, &value); });
    server.listen("0.0.0.0", 8080);
    rocks->Close();
    rocksdb_close(of_c);
    leveldb_close(level_of_c);
    mdb_env_close(memory_map);
}
