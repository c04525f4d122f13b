# Installs into an empty folder, then builds and runs the consumer twice: found by CMake, and found by pkg-config.
file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})

function(run)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    list(JOIN ARGV " " command)
    message(FATAL_ERROR "${command}: ${status}\n${output}")
  endif()
endfunction()

run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix --component runtime)
run(${CMAKE_COMMAND} -S ${CONSUMER} -B ${WORK}/consumer -DCMAKE_PREFIX_PATH=${WORK}/prefix
  -DCMAKE_CXX_COMPILER=${COMPILER} -DCMAKE_CXX_FLAGS=${FLAGS})
run(${CMAKE_COMMAND} --build ${WORK}/consumer)
run(${WORK}/consumer/consumer)

find_program(pkg_config pkg-config)
if(NOT pkg_config)
  message(FATAL_ERROR "there is no pkg-config")
endif()
file(GLOB_RECURSE module ${WORK}/prefix/stateless-postgres.pc)
get_filename_component(modules ${module} DIRECTORY)
set(ENV{PKG_CONFIG_PATH} ${modules})
execute_process(COMMAND ${pkg_config} --define-variable=prefix=${WORK}/prefix --cflags --libs stateless-http
  stateless-cookies stateless-postgres stateless-fetch OUTPUT_VARIABLE flags RESULT_VARIABLE status OUTPUT_STRIP_TRAILING_WHITESPACE)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "pkg-config does not know the parts")
endif()
separate_arguments(flags UNIX_COMMAND "${flags} ${FLAGS}")
run(${COMPILER} -std=c++20 ${CONSUMER}/main.cpp -o ${WORK}/by-pkg-config ${flags})
run(${WORK}/by-pkg-config)
