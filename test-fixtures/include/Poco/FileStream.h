// A mock of Poco's file streams.
#pragma once

#include <istream>
#include <ostream>
#include <string>

namespace Poco {

class FileInputStream : public std::istream {
public:
    explicit FileInputStream(const std::string& path, std::ios::openmode mode = std::ios::in);
};
class FileOutputStream : public std::ostream {
public:
    explicit FileOutputStream(const std::string& path, std::ios::openmode mode = std::ios::out | std::ios::trunc);
    void close();
};

}  // namespace Poco
