// A mock of oatpp's way to switch its generating macros on and off around a class.
#pragma once

#define OATPP_MACRO_STR(text) #text
#define OATPP_CODEGEN_BEGIN(NAME) OATPP_MACRO_STR(oatpp/codegen/codegen_define_##NAME##_.hpp)
#define OATPP_CODEGEN_END(NAME) OATPP_MACRO_STR(oatpp/codegen/codegen_undef_##NAME##_.hpp)
