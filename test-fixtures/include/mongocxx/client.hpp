// A mock of the MongoDB driver's client, database, collection and cursor.
#pragma once

#include <bsoncxx/json.hpp>
#include <mongocxx/uri.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

namespace mongocxx {

class cursor {
public:
    class iterator {
    public:
        const bsoncxx::document::view& operator*() const;
        iterator& operator++();
        bool operator!=(const iterator& other) const;
    };
    iterator begin();
    iterator end();
};

class pipeline {
public:
    pipeline();
};

class collection {
public:
    cursor find(bsoncxx::document::view_or_value filter);
    std::optional<bsoncxx::document::value> find_one(bsoncxx::document::view_or_value filter);
    bool insert_one(bsoncxx::document::view_or_value document);
    bool update_one(bsoncxx::document::view_or_value filter, bsoncxx::document::view_or_value update);
    bool delete_one(bsoncxx::document::view_or_value filter);
    std::optional<bsoncxx::document::value> find_one_and_update(bsoncxx::document::view_or_value filter,
                                                                bsoncxx::document::view_or_value update);
    bool replace_one(bsoncxx::document::view_or_value filter, bsoncxx::document::view_or_value replacement);
    std::int64_t estimated_document_count();
    cursor distinct(std::string_view name, bsoncxx::document::view_or_value filter);
    cursor aggregate(const pipeline& stages);
    bool create_index(bsoncxx::document::view_or_value keys);
    bool bulk_write(const int& writes);
    cursor watch();
    std::int64_t count_documents(bsoncxx::document::view_or_value filter);
};

class database {
public:
    mongocxx::collection collection(std::string_view name) const;
    mongocxx::collection operator[](std::string_view name) const;
    cursor list_collections();
    cursor aggregate(const pipeline& stages);
    bsoncxx::document::value run_command(bsoncxx::document::view_or_value command);
};

class client_session {
public:
    template <typename Callback>
    void with_transaction(Callback callback) {
        callback(this);
    }
};

class client {
public:
    client_session start_session();
    client() noexcept;
    client(const mongocxx::uri& uri);
    mongocxx::database database(std::string_view name) const;
    mongocxx::database operator[](std::string_view name) const;
};

}  // namespace mongocxx
