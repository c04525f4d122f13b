# The build id of extraction: facts that other sources made may mean something else, and are refused.
# stateless_build_id(<output.cpp> <folders>...): a digest of the folders' files, made anew when one of them changes. Run
# with -DOUTPUT= -DFOLDERS=a,b -DVERSION= it writes the output.
if(CMAKE_SCRIPT_MODE_FILE)
  string(REPLACE "," ";" folders ${FOLDERS})
  set(digests "")
  foreach(folder IN LISTS folders)
    file(GLOB files ${folder}/*.h ${folder}/*.cpp)
    list(SORT files)
    foreach(file IN LISTS files)
      file(SHA256 ${file} digest)
      string(APPEND digests ${digest})
    endforeach()
  endforeach()
  string(SHA256 id "${digests}")
  string(SUBSTRING ${id} 0 16 id)
  file(WRITE ${OUTPUT} "#include \"extract/extract.h\"

namespace stateless::lint {

std::string extract_build_id() {
    return \"${VERSION}-${id}\";
}

}  // namespace stateless::lint
")
  return()
endif()

function(stateless_build_id output)
  set(files "")
  foreach(folder IN LISTS ARGN)
    file(GLOB found CONFIGURE_DEPENDS ${folder}/*.h ${folder}/*.cpp)
    list(APPEND files ${found})
  endforeach()
  list(JOIN ARGN "," folders)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DFOLDERS=${folders} -DVERSION=${PROJECT_VERSION}
      -P ${PROJECT_SOURCE_DIR}/cmake/BuildId.cmake
    DEPENDS ${files} ${PROJECT_SOURCE_DIR}/cmake/BuildId.cmake
    COMMENT "Build id of extraction" VERBATIM)
endfunction()
