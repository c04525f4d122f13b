# find_package(stateless-lint): the program as STATELESS_LINT, and stateless_lint_target().
find_program(STATELESS_LINT stateless-lint HINTS ${CMAKE_CURRENT_LIST_DIR}/../../../bin
  ${CMAKE_CURRENT_LIST_DIR}/../../../../bin)
if(NOT STATELESS_LINT)
  set(stateless-lint_FOUND FALSE)
  set(stateless-lint_NOT_FOUND_MESSAGE "there is no program stateless-lint beside this package or in PATH")
endif()

# stateless_lint_target(<name> [PATHS <path>...] [OPTIONS <option>...] [DEPENDS <target>...]): the target <name> lints the
# project as it is configured, and fails where there are findings. PATHS limit what is reported; DEPENDS are built first,
# which is what headers that the build makes need. To be called after CMAKE_EXPORT_COMPILE_COMMANDS is set to ON.
function(stateless_lint_target name)
  cmake_parse_arguments(PARSE_ARGV 1 lint "" "" "PATHS;OPTIONS;DEPENDS")
  if(lint_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "stateless_lint_target: PATHS, OPTIONS or DEPENDS before '${lint_UNPARSED_ARGUMENTS}'?")
  endif()
  if(NOT CMAKE_EXPORT_COMPILE_COMMANDS)
    message(FATAL_ERROR "stateless_lint_target: set(CMAKE_EXPORT_COMPILE_COMMANDS ON) before the project's targets")
  endif()
  add_custom_target(${name}
    COMMAND ${STATELESS_LINT} -p ${CMAKE_BINARY_DIR} --no-progress ${lint_OPTIONS} -- ${lint_PATHS}
    WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} USES_TERMINAL VERBATIM)
  if(lint_DEPENDS)
    add_dependencies(${name} ${lint_DEPENDS})
  endif()
endfunction()
