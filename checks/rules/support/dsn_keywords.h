// Keyword strings: "host=db port=5432 dbname=shop" of libpq and "Server=db,1433;Database=shop" of ODBC and ADO.
#pragma once

#include <optional>
#include <string>

#include "rules/support/dsn.h"

namespace stateless::lint {

/// Reads text from `begin` on; offsets are those of the whole text. Nothing where the text is no row of key=value pairs
/// or none of its keys is one of connection strings.
std::optional<Dsn> parse_keywords(const std::string& text, std::size_t begin, const std::string& system);

/// Takes the system from the driver's name, where a keyword tells it.
void name_system(Dsn& dsn, const std::string& text, const std::vector<std::string>& schemes);

/// Sets the port from its text: digits, nothing or 0 (the default), or something hidden.
void set_port(DsnAddress& address, const std::string& port, std::size_t offset);

}  // namespace stateless::lint
