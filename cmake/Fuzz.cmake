# -DSTATELESS_FUZZ=ON -DCMAKE_CXX_COMPILER=clang++-19 (cmake --preset fuzz): everything is compiled for libFuzzer and the
# sanitizers, and the fuzz targets search; without it they run over their corpora. Included before any target.
option(STATELESS_FUZZ "Build the fuzz targets with libFuzzer (Clang)" OFF)
if(STATELESS_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL Clang)
    message(FATAL_ERROR "STATELESS_FUZZ needs Clang, which brings libFuzzer: -DCMAKE_CXX_COMPILER=clang++-19")
  endif()
  # vptr needs the type information that Clang's own libraries are built without.
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize=vptr -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
