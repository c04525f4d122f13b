// A mock of oatpp's component macros.
#pragma once

#include <oatpp/core/Types.hpp>

#define OATPP_COMPONENT_JOIN_(a, b) a##b
#define OATPP_COMPONENT_JOIN(a, b) OATPP_COMPONENT_JOIN_(a, b)
#define OATPP_CREATE_COMPONENT(TYPE, NAME) \
    oatpp::base::Environment::Component<TYPE> NAME = oatpp::base::Environment::Component<TYPE>
#define OATPP_COMPONENT(TYPE, NAME, ...) TYPE NAME = TYPE()
