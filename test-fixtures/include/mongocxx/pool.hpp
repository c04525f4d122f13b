// A mock of the MongoDB driver's pool.
#pragma once

#include <mongocxx/client.hpp>

namespace mongocxx {

class pool {
public:
    explicit pool(const uri& address);
    class entry {
    public:
        client& operator*() const;
        client* operator->() const;
    };
    entry acquire();
};

}  // namespace mongocxx
