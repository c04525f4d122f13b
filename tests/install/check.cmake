# Installs the linter into a folder of its own, has a project use it from there, and looks at what comes of it.
# -DBUILD= -DCONSUMER= -DWORK=
file(REMOVE_RECURSE ${WORK})
function(run expected)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE out ERROR_VARIABLE err)
  set(output "${out}${err}" PARENT_SCOPE)
  if((expected STREQUAL "works" AND NOT status EQUAL 0) OR (expected STREQUAL "fails" AND status EQUAL 0))
    message(FATAL_ERROR "${ARGN}: ${status}\n${out}${err}")
  endif()
endfunction()

run(works ${CMAKE_COMMAND} --install ${BUILD} --component lint --prefix ${WORK}/usr)
foreach(file IN ITEMS bin/stateless-lint share/man/man1/stateless-lint.1.gz share/stateless/rules/schema/baseline.schema.json
    share/bash-completion/completions/stateless-lint share/zsh/vendor-completions/_stateless-lint
    share/fish/vendor_completions.d/stateless-lint.fish)
  if(NOT EXISTS ${WORK}/usr/${file})
    message(FATAL_ERROR "${file} is not installed")
  endif()
endforeach()
# Its rules are those beside it: without one of them it says so.
run(works ${WORK}/usr/bin/stateless-lint --explain zero-ttl)
file(RENAME ${WORK}/usr/share/stateless/rules/catalog/zero-ttl.json ${WORK}/zero-ttl.json)
run(fails ${WORK}/usr/bin/stateless-lint --explain zero-ttl)
file(RENAME ${WORK}/zero-ttl.json ${WORK}/usr/share/stateless/rules/catalog/zero-ttl.json)

# A source tree of its own, or it would be part of the tests, which are left out.
file(COPY ${CONSUMER}/ DESTINATION ${WORK}/project)
file(MAKE_DIRECTORY ${WORK}/project/.git)
run(works ${CMAKE_COMMAND} -S ${WORK}/project -B ${WORK}/build -G Ninja -DCMAKE_PREFIX_PATH=${WORK}/usr)
run(fails ${CMAKE_COMMAND} --build ${WORK}/build --target lint)
if(NOT output MATCHES "'hits' .*\\[stateless-mutable-global\\]")
  message(FATAL_ERROR "the target does not show the finding:\n${output}")
endif()
run(works ${CMAKE_COMMAND} --build ${WORK}/build --target lint-nothing)
run(fails ${CMAKE_COMMAND} -S ${WORK}/project -B ${WORK}/without -G Ninja -DCMAKE_PREFIX_PATH=${WORK}/usr
  -DSTATELESS_LINT=STATELESS_LINT-NOTFOUND -DCMAKE_FIND_USE_SYSTEM_ENVIRONMENT_PATH=OFF -Dstateless-lint_DIR=${WORK})
