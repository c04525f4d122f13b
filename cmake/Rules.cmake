# The table of rules, derived from rules/catalog/*.json into the build tree: a rule is added by adding its files.
# stateless_rule_table(<output.cpp> <list of sources>): a rule's function is judge_<id with _ for -> in checks/rules/<id>.cpp.
function(stateless_rule_table output sources_variable)
  file(GLOB catalog CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/rules/catalog/*.json)
  list(SORT catalog)
  set(declarations "")
  set(rows "")
  set(sources "")
  foreach(file IN LISTS catalog)
    get_filename_component(id ${file} NAME_WE)
    string(REPLACE "-" "_" symbol ${id})
    set(source ${PROJECT_SOURCE_DIR}/checks/rules/${id}.cpp)
    if(NOT EXISTS ${source})
      message(FATAL_ERROR "${file}: there is no checks/rules/${id}.cpp")
    endif()
    list(APPEND sources ${source})
    string(APPEND declarations "std::vector<Finding> judge_${symbol}(const RuleContext& context);\n")
    string(APPEND rows "        {\"${id}\", judge_${symbol}},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${output} CONTENT "#include \"rules/rule.h\"

namespace stateless::lint {

@declarations@
const std::vector<Rule>& all_rules() {
    static const std::vector<Rule> rules{
@rows@    };
    return rules;
}

}  // namespace stateless::lint
" @ONLY)
  set(${sources_variable} ${sources} PARENT_SCOPE)
endfunction()
