// A mock of oatpp's ORM.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>

namespace oatpp::data::share {
class StringTemplate {};
}  // namespace oatpp::data::share

namespace oatpp::orm {

class Executor {
public:
    virtual ~Executor() = default;
};

class QueryResult {
public:
    bool isSuccess() const;
};

class DbClient {
public:
    explicit DbClient(const std::shared_ptr<Executor>& executor);
    data::share::StringTemplate parseQueryTemplate(const std::string& name, const std::string& text);
    std::shared_ptr<QueryResult> execute(const data::share::StringTemplate& query,
                                         const std::unordered_map<std::string, std::string>& parameters);
    std::shared_ptr<QueryResult> executeQuery(const std::string& query,
                                              const std::unordered_map<std::string, std::string>& parameters);
};

}  // namespace oatpp::orm
