# The HTML report's style and script as C++ strings. stateless_embed_page(<output.cpp> <folder>): made at configuration,
# which runs again when one of them changes.
function(stateless_embed_page output folder)
  set(definitions "")
  foreach(part IN ITEMS style.css script.js)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/${part})
    file(READ ${folder}/${part} text)
    file(SHA256 ${folder}/${part} digest)
    get_filename_component(name ${part} NAME_WE)
    string(APPEND definitions "const PageAsset page_${name}{R\"page(${text})page\",\n    \"${digest}\"};\n")
  endforeach()
  file(CONFIGURE OUTPUT ${output} CONTENT "#include \"output/page_assets.h\"

namespace stateless::lint {

@definitions@
}  // namespace stateless::lint
" @ONLY)
endfunction()
