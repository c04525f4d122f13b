# Our own code compiles without a warning; third-party headers come in as SYSTEM.
add_library(stateless_warnings INTERFACE)
target_compile_options(stateless_warnings INTERFACE -Wall -Wextra -Wshadow -Werror)
# g++ 12 sees an overlap in every optimised `"text" + std::string` (GCC bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(stateless_warnings INTERFACE -Wno-restrict)
endif()
