# LLVM and Clang 19 as Debian ships them. There is no unversioned libclang-cpp.so, hence the -l: spelling; the plugin
# leaves these symbols undefined, since its host has them.
set(STATELESS_LLVM_PREFIX /usr/lib/llvm-19 CACHE PATH "Where LLVM 19 is installed")
if(NOT EXISTS ${STATELESS_LLVM_PREFIX}/include/clang/AST/AST.h)
  message(FATAL_ERROR "LLVM 19 is not in ${STATELESS_LLVM_PREFIX}: run ./dev build, which installs it, or set STATELESS_LLVM_PREFIX")
endif()

add_library(stateless_clang_headers INTERFACE)
# After the compiler's own folders: libc++abi puts a <cxxabi.h> of its own into the same folder.
target_compile_options(stateless_clang_headers INTERFACE -fno-rtti -idirafter ${STATELESS_LLVM_PREFIX}/include)
target_compile_definitions(stateless_clang_headers INTERFACE
  _GNU_SOURCE __STDC_CONSTANT_MACROS __STDC_FORMAT_MACROS __STDC_LIMIT_MACROS
  STATELESS_RESOURCE_DIR="${STATELESS_LLVM_PREFIX}/lib/clang/19")

add_library(stateless_clang INTERFACE)
target_link_libraries(stateless_clang INTERFACE stateless_clang_headers)
target_link_directories(stateless_clang INTERFACE ${STATELESS_LLVM_PREFIX}/lib)
# Debian has them where the loader looks by itself, so its packages go without.
if(NOT CMAKE_SKIP_INSTALL_RPATH)
  target_link_options(stateless_clang INTERFACE -Wl,-rpath,${STATELESS_LLVM_PREFIX}/lib)
endif()
target_link_libraries(stateless_clang INTERFACE -l:libclang-cpp.so.19.1 -l:libLLVM.so.19.1)
