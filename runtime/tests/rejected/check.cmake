# Compiles both sides of each case: the left one has to fail, the right one to pass.
file(MAKE_DIRECTORY ${WORK})
# A list cannot hold text with semicolons: they are the lines' own.
file(READ ${CASES} text)
string(REPLACE ";" "@semicolon@" text "${text}")
string(REPLACE "\n" ";" lines "${text}")
set(wrong 0)
set(seen 0)

# Precompiled, since the headers take longer than the cases.
file(WRITE ${WORK}/headers.h "#include <stateless/cache.h>
#include <stateless/cache_control.h>
#include <stateless/counter.h>
#include <stateless/duration.h>
#include <stateless/id_sequence.h>
#include <stateless/lock.h>
#include <stateless/map.h>
#include <stateless/pg_pool.h>
#include <stateless/rate_limiter.h>
#include <stateless/redis.h>
#include <stateless/sealed_cookies.h>
#include <stateless/session_store.h>
using namespace stateless;
using namespace std::chrono_literals;
")
execute_process(COMMAND ${COMPILER} -std=c++${STANDARD} -I${INCLUDE} -x c++-header ${WORK}/headers.h
  -o ${WORK}/headers.h.gch COMMAND_ERROR_IS_FATAL ANY)

function(compiles statement result)
  file(WRITE ${WORK}/case.cpp "#include \"headers.h\"\nvoid use() { ${statement} }\n")
  execute_process(COMMAND ${COMPILER} -std=c++${STANDARD} -I${INCLUDE} -fsyntax-only ${WORK}/case.cpp
    RESULT_VARIABLE status ERROR_VARIABLE output OUTPUT_QUIET)
  set(${result} ${status} PARENT_SCOPE)
  set(messages "${output}" PARENT_SCOPE)
endfunction()

# One good file first, with all that must compile; only then each bad line by itself.
set(all_good "")
foreach(line IN LISTS lines)
  string(REPLACE "@semicolon@" ";" line "${line}")
  if(line MATCHES "^(#|$)" OR NOT line MATCHES "\\|")
    continue()
  endif()
  string(REGEX REPLACE "^.*\\| *" "" good "${line}")
  string(APPEND all_good " { ${good} }\n")
endforeach()
compiles("${all_good}" status)
if(NOT status EQUAL 0)
  message(SEND_ERROR "does not compile, but must: ${messages}")
  math(EXPR wrong "${wrong} + 1")
endif()

foreach(line IN LISTS lines)
  string(REPLACE "@semicolon@" ";" line "${line}")
  if(line MATCHES "^(#|$)" OR NOT line MATCHES "\\|")
    continue()
  endif()
  if(line MATCHES "^20: ")
    if(STANDARD LESS 20)
      continue()
    endif()
    string(SUBSTRING "${line}" 4 -1 line)
  endif()
  math(EXPR seen "${seen} + 1")
  string(REGEX REPLACE " *\\|.*$" "" bad "${line}")
  compiles("${bad}" status)
  if(status EQUAL 0)
    message(SEND_ERROR "compiles, but must not: ${bad}")
    math(EXPR wrong "${wrong} + 1")
  endif()
endforeach()
if(seen LESS 15)
  message(FATAL_ERROR "only ${seen} cases were read")
endif()
if(wrong GREATER 0)
  message(FATAL_ERROR "${wrong} of ${seen} cases are wrong")
endif()
