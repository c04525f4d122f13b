// What a text of SQL asks of the database session that outlives its transaction: PostgreSQL's grammar, as far as its
// statements' words tell.
#pragma once

#include <string>
#include <vector>

namespace stateless::lint {

struct SessionFeature {
    std::string words;       // "SET search_path", "LISTEN", "a temporary table"
    std::size_t offset = 0;  // where its statement begins in the text
};

/// In order; texts, comments and quoted names are passed over. A character of a hole counts as a letter.
std::vector<SessionFeature> session_features(const std::string& sql);

/// The connection string sets something for the session: options=... as a keyword or a parameter of a URL.
bool has_session_options(const std::string& dsn);

}  // namespace stateless::lint
