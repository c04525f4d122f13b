// The calls that open databases, connect to caches or describe how to: what the models say of them, and which database
// it is where the library speaks to several.
#pragma once

#include <string>
#include <vector>

#include "program/analysis.h"

namespace stateless::lint {

struct DatabaseCall {
    const Call* call = nullptr;
    const SinkModel* sink = nullptr;
    std::string name;    // the library's function or constructor: "pqxx::connection::connection" for make_unique too
    std::string system;  // of the sink, or as the arguments name it; empty where neither tells
    /// A database in a file; then `file` holds what is known of its name.
    bool embedded = false;
    std::vector<std::string> files;
    bool opens() const { return sink->gives != "settings"; }
};

/// In the program's order, one for each call. Constructors that copy, take a pool or have nothing to connect to are no
/// opening and are left out.
std::vector<DatabaseCall> database_calls(const Analysis& analysis);

/// The constructor that std::make_unique<T> and its like run, or the call's own name.
std::string constructed_name(const Call& call);

}  // namespace stateless::lint
