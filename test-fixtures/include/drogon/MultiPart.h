// A mock of drogon's parser of uploads.
#pragma once

#include <drogon/HttpRequest.h>

#include <map>
#include <string>
#include <vector>

namespace drogon {

class HttpFile {
public:
    const std::string& getFileName() const;
    std::size_t fileLength() const;
    const char* fileData() const;
    int save() const;
    int save(const std::string& path) const;
    int saveAs(const std::string& fileName) const;
};

class MultiPartParser {
public:
    const std::vector<HttpFile>& getFiles() const;
    const std::map<std::string, std::string>& getParameters() const;
    int parse(const HttpRequestPtr& req);
};

}  // namespace drogon
