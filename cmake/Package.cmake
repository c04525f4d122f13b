# Debian packages, one for each component: cpack -G DEB in the build folder. Configure the build for them with
# -DCMAKE_INSTALL_PREFIX=/usr -DSTATELESS_RULES_DIR=/usr/share/stateless/rules; packaging/build_debs.sh does.
set(STATELESS_PACKAGE_CONTACT "stateless <stateless@localhost>" CACHE STRING "Who the packages' maintainer is")
set(changelog ${PROJECT_BINARY_DIR}/changelog.gz)
add_custom_command(OUTPUT ${changelog} COMMAND ${STATELESS_GZIP} -9nc ${PROJECT_SOURCE_DIR}/packaging/debian/changelog > ${changelog}
  DEPENDS ${PROJECT_SOURCE_DIR}/packaging/debian/changelog VERBATIM)
add_custom_target(stateless-changelog ALL DEPENDS ${changelog})
set(packages lint:stateless-lint plugin:stateless-tidy runtime:libstateless-dev)
if(TARGET stateless-clangd)
  list(APPEND packages clangd:stateless-clangd)
endif()
foreach(package IN LISTS packages)
  string(REPLACE : ";" package ${package})
  list(GET package 0 component)
  list(GET package 1 name)
  install(FILES ${PROJECT_SOURCE_DIR}/packaging/debian/copyright ${changelog}
    DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${name} COMPONENT ${component})
endforeach()

set(CPACK_PACKAGE_NAME stateless)
set(CPACK_PACKAGE_VENDOR stateless)
set(CPACK_PACKAGE_CONTACT "${STATELESS_PACKAGE_CONTACT}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Finds what breaks when a C++ server runs as several replicas")
set(CPACK_COMPONENTS_ALL lint plugin runtime)
if(TARGET stateless-clangd)
  list(APPEND CPACK_COMPONENTS_ALL clangd)
endif()
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_LINT_PACKAGE_NAME stateless-lint)
# Clang's own headers, which it finds beside itself.
set(CPACK_DEBIAN_LINT_PACKAGE_DEPENDS "libclang-common-19-dev")
set(CPACK_DEBIAN_LINT_PACKAGE_SUGGESTS "git")
set(CPACK_DEBIAN_LINT_DESCRIPTION "static analyser for C++ servers that run as several replicas
 Reads a whole program through its compile database and reports state that
 lives in one process, connections that multiply and caching that undoes
 itself, each with the path from the request to the place.")

set(CPACK_DEBIAN_PLUGIN_PACKAGE_NAME stateless-tidy)
set(CPACK_DEBIAN_PLUGIN_PACKAGE_DEPENDS "libc6, libstdc++6, clang-tidy-19, stateless-lint (= ${PROJECT_VERSION})")
# Clang's symbols are the host's.
set(CPACK_DEBIAN_PLUGIN_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_PLUGIN_DESCRIPTION "rules of stateless-lint as a plugin for clang-tidy 19
 clang-tidy-19 --load=.../StatelessTidyModule.so --checks=stateless-* runs them.")

set(CPACK_DEBIAN_CLANGD_PACKAGE_NAME stateless-clangd)
# The rules are stateless-lint's; Clang's own headers are found where it finds them.
set(CPACK_DEBIAN_CLANGD_PACKAGE_DEPENDS "libclang-common-19-dev, stateless-lint (= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_CLANGD_DESCRIPTION "clangd 19 with the rules of stateless-lint
 A language server for editors: what clangd shows, and the findings of
 stateless-lint with the path from the request to the place.")

set(CPACK_DEBIAN_RUNTIME_PACKAGE_NAME libstateless-dev)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_DEPENDS "libssl-dev, libpq-dev, libhiredis-dev")
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_RUNTIME_DESCRIPTION "shared state, pools and caches for C++ servers (libstateless)
 The static libraries, headers, CMake package and pkg-config files of
 libstateless: what the findings of stateless-lint propose instead.")
include(CPack)
