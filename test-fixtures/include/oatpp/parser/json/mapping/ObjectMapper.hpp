// A mock of oatpp's JSON mapper.
#pragma once

#include <oatpp/web/server/api/ApiController.hpp>

namespace oatpp::parser::json::mapping {

class ObjectMapper : public oatpp::data::mapping::ObjectMapper {
public:
    static std::shared_ptr<ObjectMapper> createShared();
};

}  // namespace oatpp::parser::json::mapping
